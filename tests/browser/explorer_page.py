"""Explorers in JupyterLab as a reader meets them: found by their labels, moved by hand.

What the page must show is worked out beside it, by a *twin*: the same explorer in this process,
set to the values that the page's controls show.
"""

import ast
import base64
import contextlib
import html
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import nbformat
from lab_page import browser_page, copy_course, matml_lab, open_notebook
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect

from matml_teach import explorers
from matml_teach.explorers.checklist import GROUPS, QUESTIONS

NAMES = [name for name in explorers.__all__ if name not in ("Explorer", "View")]
"""Whatever the package offers: a new explorer is tested without a word here."""

LIMIT = 120_000
"""Milliseconds a condition may take: only ever used up when something is wrong."""

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}

NOTEBOOK = "explorers.ipynb"

EXECUTE = """async ([code, expression]) => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const reply = await kernel.requestExecute({
        code, store_history: false, user_expressions: expression ? {value: expression} : {},
    }).done;
    if (reply.content.status !== 'ok') throw new Error(reply.content.evalue);
    return expression ? reply.content.user_expressions.value.data['text/plain'] : null;
}"""

SHOWN = """output => {
    const image = output.querySelector('img[alt]');
    return {
        alt: image?.alt ?? null,
        decoded: Boolean(image?.complete && image.naturalWidth),
        picture: image?.src ?? null,
        text: output.querySelector('.widget-html-content p')?.textContent ?? null,
    };
}"""


HARD_TO_READ = """output => {
    // Text with less contrast than 4.5 : 1 (WCAG 2.2, success criterion 1.4.3).
    const dot = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const channels = colour => {
        dot.clearRect(0, 0, 1, 1);
        dot.fillStyle = colour;
        dot.fillRect(0, 0, 1, 1);
        return [...dot.getImageData(0, 0, 1, 1).data];
    };
    const luminance = colour => {
        const [r, g, b] = colour.slice(0, 3).map(value => value / 255).map(
            value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = element => {
        for (let behind = element; behind; behind = behind.parentElement) {
            const colour = channels(getComputedStyle(behind).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return [255, 255, 255, 255];
    };
    const hasText = element => element.matches('select, textarea, input')
        || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const found = [];
    for (const element of output.querySelectorAll('*')) {
        if (element.matches('option') || !hasText(element) || !element.checkVisibility()) continue;
        const [text, back] = [channels(getComputedStyle(element).color), ground(element)];
        const [dark, bright] = [luminance(text), luminance(back)].sort((a, b) => a - b);
        const ratio = (bright + 0.05) / (dark + 0.05);
        if (ratio < 4.5) found.push(`${element.textContent || element.value}: ${ratio.toFixed(1)}`);
    }
    return found;
}"""


class ExplorerNotebook:
    """One notebook in JupyterLab with a cell for each explorer, and its kernel."""

    def __init__(self, page: Page, address: str, folder: Path, names: list[str]) -> None:
        self.page, self.folder, self.names = page, folder, names
        self.theme = "light"
        self._shown: dict[str, ShownExplorer | ShownChecklist] = {}
        open_notebook(page, address, NOTEBOOK)

    def show(self, name: str) -> "ShownExplorer | ShownChecklist":
        """Run the explorer's cell if it has not been run, and wait for what it shows."""
        if name not in self._shown:
            index = self.names.index(name)
            number = self.page.evaluate(
                """async index => {
                    const app = window.jupyterapp, notebook = app.shell.currentWidget.content;
                    const model = notebook.widgets[index].model;
                    if (model.executionCount === null) {
                        notebook.activeCellIndex = index;
                        await app.commands.execute('notebook:run-cell');
                    }
                    return model.executionCount;
                }""",
                index,
            )
            kind = ShownChecklist if name == "Checklist" else ShownExplorer
            self._shown[name] = kind(self, name, index, f"Out[{number}]")
        return self._shown[name]

    def use_theme(self, theme: str) -> None:
        """Change JupyterLab's theme and wait until the page wears it."""
        light = theme == "light"
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
            THEMES[theme],
        )
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=str(light).lower()
        )
        self.theme = theme

    def execute(self, code: str) -> None:
        """Run code in the kernel, unseen."""
        self.page.evaluate(EXECUTE, [code, ""])

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the kernel: numbers, texts, lists of them."""
        return ast.literal_eval(self.page.evaluate(EXECUTE, ["", expression]))


@contextlib.contextmanager
def explorer_notebook(
    chromium: str, folder: Path, names: list[str], width: int = 1300, height: int = 1000
) -> Iterator[ExplorerNotebook]:
    """Open a notebook with one line per explorer through ``matml lab``."""
    course = copy_course(folder)
    work = course / "work"
    work.mkdir()
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                f"from matml_teach.explorers import {name}\n{name}()", id=f"cell-{number}"
            )
            for number, name in enumerate(names)
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    nbformat.write(notebook, work / NOTEBOOK)
    # Every cell stays in the page, also those scrolled out of sight.
    settings = folder / "home/config/lab/user-settings/@jupyterlab/notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    with matml_lab(course) as address, browser_page(chromium, width, height) as page:
        page.set_default_timeout(LIMIT)
        yield ExplorerNotebook(page, address, work, names)


class ShownExplorer:
    """An explorer on the page, with its twin.

    Parameters
    ----------
    notebook : ExplorerNotebook
        The notebook that shows it.
    name : str
        Name of its class.
    index : int
        Which cell.
    variable : str
        What the kernel calls it.
    """

    def __init__(self, notebook: ExplorerNotebook, name: str, index: int, variable: str) -> None:
        self.notebook, self.page, self.name, self.variable = notebook, notebook.page, name, variable
        self.output = cell_output(self.page, index)
        self.output.wait_for()
        self.twin = getattr(explorers, name)()
        self.twin.flush()
        self.initial = dict(self.twin.state)
        self.settle()

    # --- what the page shows -------------------------------------------------------------------

    def control(self, name: str) -> Locator:
        """Return the control's place on the page, found by its label as a reader finds it."""
        return find_control(self.output, self.twin.controls, name)

    def value(self, name: str) -> Any:
        """Read a setting off the page, as a reader does."""
        return hand_for(self, name).value()

    def state(self) -> dict[str, Any]:
        """Read all settings off the page."""
        return {name: self.value(name) for name in self.twin.controls}

    def settle(self) -> None:
        """Wait until picture, numbers and alt text say what the controls on the page say.

        Raises
        ------
        AssertionError
            If they never do, with both sides.
        """
        while True:
            state = self.state()
            self.twin.set(**state)
            text = self.twin.description
            source = "data:image/png;base64," + base64.b64encode(self.twin.png).decode()
            expected = {"alt": text, "decoded": True, "picture": source, "text": text}
            if self.twin.error is not None:
                text = f"No picture. {text}"
                expected = {"alt": None, "decoded": False, "picture": None, "text": text}
            try:
                self.page.wait_for_function(
                    f"""([cell, expected]) => {{
                        const shown = ({SHOWN})(cell);
                        return Object.keys(expected).every(key => shown[key] === expected[key]);
                    }}""",
                    arg=[self.output.element_handle(), expected],
                    timeout=LIMIT,
                )
            except PlaywrightError as error:
                seen = self.output.evaluate(SHOWN)
                wrong = "\n".join(
                    f"  {key}: {str(seen[key])[:300]!r}\n    and not {str(expected[key])[:300]!r}"
                    for key in expected
                    if seen[key] != expected[key]
                )
                pictures = self.notebook.folder / "shown.png", self.notebook.folder / "expected.png"
                for file, content in zip(pictures, (self.picture(), self.twin.png), strict=True):
                    file.write_bytes(content)
                raise AssertionError(
                    f"after {LIMIT // 1000} s, with the controls at {self.state()}, the page "
                    f"shows\n{wrong}\n(pictures: {', '.join(map(str, pictures))})"
                ) from error
            if self.state() == state:
                return

    def picture(self) -> bytes:
        """Return the picture on the page; nothing where a sentence stands instead of one."""
        image = self.output.locator("img[alt]")
        if image.count() == 0:
            return b""
        return base64.b64decode(
            image.evaluate(
                """async image => {
                    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
                    let text = '';
                    for (const byte of bytes) text += String.fromCharCode(byte);
                    return btoa(text);
                }"""
            )
        )

    # --- settings -------------------------------------------------------------------------------

    def set(self, **state: Any) -> None:
        """Change settings from the kernel, as ``explorer.set`` in a cell would, and wait."""
        self.notebook.execute(f"{self.variable}.set(**{state!r})")
        for name, value in state.items():
            hand_for(self, name).wait_for_value(value)
        self.settle()

    def telling_state(self, name: str) -> tuple[dict[str, Any], Any]:
        """Return settings under which a control matters, and its value one step further.

        Some controls matter under one setting of another only (the share to validate matters to
        hold-out, not to k-fold): that one is looked for among the values of the others.

        Raises
        ------
        AssertionError
            If one step of this control changes nothing under any of them.
        """
        control = self.twin.controls[name]
        here, further = neighbours(control, self.initial[name])
        others = [
            {other: option}
            for other in self.twin.controls
            if other != name
            for option in samples_of(self.twin.controls[other])
            if option != self.initial[other]
        ]
        for changed in [{}, *others]:
            state = {**self.initial, **changed, name: here}
            seen = []
            for value in (here, further):
                self.twin.set(**{**state, name: value})
                seen.append((self.twin.description, self.twin.png))
            if seen[0][0] != seen[1][0] and seen[0][1] != seen[1][1]:
                return state, further
        raise AssertionError(
            f"{self.name}: {name!r} from {here!r} to {further!r} changes nothing, "
            "whatever the other controls say"
        )

    def renders(self) -> int:
        """Return how many pictures the kernel has drawn."""
        return self.notebook.evaluate(f"{self.variable}.renders")

    @contextlib.contextmanager
    def held(self, name: str, flag: Path) -> Iterator[None]:
        """Make the kernel stop in the first message of a control for as long as the block lasts.

        Keeping the kernel busy with a cell would not do: JupyterLab may send the messages of
        widgets to another thread (a subshell).
        """
        self.notebook.execute(
            "import pathlib, time\n"
            "def hold(_):\n"
            f"    while not pathlib.Path({str(flag)!r}).exists():\n"
            "        time.sleep(0.01)\n"
            f"{self.variable}.controls[{name!r}].observe(hold, 'value')"
        )
        try:
            yield
        finally:
            flag.touch()
        self.notebook.execute(f"{self.variable}.controls[{name!r}].unobserve(hold, 'value')")


def cell_output(page: Page, index: int) -> Locator:
    """Return the output of a cell."""
    cell = page.locator(".jp-Notebook .jp-Cell").nth(index)
    return cell.locator(".jp-OutputArea-output")


def find_control(output: Locator, controls: dict[str, widgets.DOMWidget], name: str) -> Locator:
    """Return a control's place on the page; of several with one label, the one in its order."""
    label = label_of(controls[name])
    same = [other for other, control in controls.items() if label_of(control) == label]
    exactly = re.compile(rf"^[\s\u200b]*{re.escape(label)}[\s\u200b]*$")
    labelled = output.page.locator("label", has_text=exactly)
    return output.locator(".widget-inline-hbox", has=labelled).nth(same.index(name))


def label_of(control: widgets.DOMWidget) -> str:
    """Return the description as the page shows it, without markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", control.description)).strip()


def options_of(control: widgets.ValueWidget) -> list[Any]:
    """Return the values a reader can choose between; none for sliders of numbers."""
    if isinstance(control, widgets.Checkbox):
        return [False, True]
    options = getattr(control, "options", ())
    return [option[1] if isinstance(option, tuple) else option for option in options]


def steps_of(control: widgets.ValueWidget) -> list[Any]:
    """Return every value of a control in order."""
    if options := options_of(control):
        return options
    count = round((control.max - control.min) / control.step)
    values = [control.min + step * control.step for step in range(count + 1)]
    return [round(value, 10) for value in values]


def samples_of(control: widgets.ValueWidget) -> list[Any]:
    """Return all options of a control; of a slider of numbers the middle."""
    steps = steps_of(control)
    return options_of(control) or [steps[len(steps) // 2]]


def neighbours(control: widgets.ValueWidget, value: Any) -> tuple[Any, Any]:
    """Return a value and the next one; at the upper end, the two last ones."""
    steps = steps_of(control)
    place = min(steps.index(value), len(steps) - 2)
    return steps[place], steps[place + 1]


def zigzag(steps: list, start, count: int) -> list:
    """Return the values of so many single steps, to and fro, that end elsewhere than they began."""
    place, direction, values = steps.index(start), 1, []
    for _ in range(count):
        if not 0 <= place + direction < len(steps):
            direction = -direction
        place += direction
        values.append(steps[place])
    return values


# --- hands: how a reader moves each kind of control -----------------------------------------------


class Hand:
    """One control under a reader's mouse and keyboard."""

    keyboard_stop = ""
    """Selector of what Tab stops at, inside the control."""

    def __init__(self, explorer: "ShownExplorer | ShownChecklist", name: str) -> None:
        self.page, self.name = explorer.page, name
        self.model = explorer.twin.controls[name]
        self.place = explorer.control(name)

    def value(self) -> Any:
        """Read the value off the page."""
        raise NotImplementedError

    def by_mouse(self) -> None:
        """Change the value with the mouse; start the gesture only."""
        raise NotImplementedError

    def by_keyboard(self) -> None:
        """Change the value by one step with keys; the control has the focus."""
        raise NotImplementedError

    def stop(self) -> Locator:
        """Return what Tab stops at."""
        return self.place.locator(self.keyboard_stop).first

    def wait_for_value(self, value: Any) -> None:
        """Wait until the page shows a value."""
        self._wait(lambda: self.value() == value, f"show {value!r}")

    def wait_for_change(self, before: Any) -> None:
        """Wait until the page shows another value than before."""
        self._wait(lambda: self.value() != before, f"leave {before!r}")

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        """Look at every frame the page draws, until the condition holds."""
        end = time.monotonic() + LIMIT / 1000
        while not holds():
            shown = self.value()
            assert time.monotonic() < end, f"{self.name!r} did not {what}; it shows {shown!r}"
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def tab_to(self) -> None:
        """Press Tab until the control has the focus, as a reader without a mouse does."""
        for _ in range(4):
            if self.stop().evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        expect(self.stop(), f"Tab does not reach {self.name!r}").to_be_focused(timeout=LIMIT)


class SliderHand(Hand):
    """Sliders of numbers and of labelled values."""

    keyboard_stop = "[role=slider]"

    def value(self) -> Any:
        shown = self.place.locator(".widget-readout").inner_text().strip()
        if isinstance(self.model, widgets.SelectionSlider):
            labels = [o[0] if isinstance(o, tuple) else str(o) for o in self.model.options]
            return options_of(self.model)[labels.index(shown)]
        number = float(shown.replace("\u2212", "-"))
        return min(steps_of(self.model), key=lambda step: abs(step - number))

    def by_mouse(self) -> None:
        handle, bar = self.stop(), self.place.locator(".noUi-base")
        steps = steps_of(self.model)
        share = 0.9 if steps.index(self.value()) < len(steps) / 2 else 0.1
        handle.hover()  # scrolls to it, and waits until it stands still
        box = bar.bounding_box()
        self.page.mouse.down()
        height = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + share * box["width"], height, steps=8)
        self.page.mouse.up()

    def by_keyboard(self) -> None:
        self.page.keyboard.press("ArrowRight")


class DropdownHand(Hand):
    """Lists to choose from."""

    keyboard_stop = "select"

    def value(self) -> Any:
        return options_of(self.model)[self.stop().evaluate("select => select.selectedIndex")]

    def by_mouse(self) -> None:
        # The list that opens belongs to the system; a browser under remote control cannot click
        # into it. So the mouse opens and closes it, and the entry is chosen as a click chooses it.
        for is_open in (True, False):
            self.stop().click()
            self.wait_until_open(is_open)
        here = options_of(self.model).index(self.value())
        last = len(options_of(self.model)) - 1
        self.stop().select_option(index=here + 1 if here < last else here - 1)

    def by_keyboard(self) -> None:
        # Space first: on a closed list JupyterLab takes the arrow keys for itself.
        self.page.keyboard.press("Space")
        self.wait_until_open(True)
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.wait_until_open(False)

    def wait_until_open(self, is_open: bool) -> None:
        self.page.wait_for_function(
            "([select, open]) => select.matches(':open') === open",
            arg=[self.stop().element_handle(), is_open],
            timeout=LIMIT,
        )


class CheckboxHand(Hand):
    """Boxes to tick."""

    keyboard_stop = "input[type=checkbox]"

    def value(self) -> Any:
        return self.stop().is_checked()

    def by_mouse(self) -> None:
        self.stop().click()

    def by_keyboard(self) -> None:
        self.page.keyboard.press("Space")


HANDS: dict[type, type[Hand]] = {
    widgets.IntSlider: SliderHand,
    widgets.FloatSlider: SliderHand,
    widgets.SelectionSlider: SliderHand,
    widgets.Dropdown: DropdownHand,
    widgets.Checkbox: CheckboxHand,
}


def hand_for(explorer: ShownExplorer, name: str) -> Hand:
    """Return the way to move a control."""
    kind = type(explorer.twin.controls[name])
    assert kind in HANDS, f"{explorer.name}: write a Hand for {kind.__name__}, used for {name!r}"
    return HANDS[kind](explorer, name)


# --- the checklist --------------------------------------------------------------------------------


class ShownChecklist:
    """The checklist on the page, with its twin: fields to type into, a button that saves."""

    def __init__(self, notebook: ExplorerNotebook, name: str, index: int, variable: str) -> None:
        self.notebook, self.page, self.name, self.variable = notebook, notebook.page, name, variable
        self.output = cell_output(self.page, index)
        self.output.wait_for()
        self.twin = explorers.Checklist()
        self.settle()

    def field(self, name: str) -> Locator:
        """Return the field of a question, found by its label."""
        return find_control(self.output, self.twin.controls, name).locator("textarea")

    def group_title(self, group: str) -> str:
        """Return the heading the twin gives to a group."""
        names = [name for name, question in QUESTIONS.items() if question.group == group]
        done = sum(bool(self.twin.answers[name]) for name in names)
        return f"{group}: {done} of {len(names)} answered"

    def group_heading(self, group: str) -> Locator:
        """Return the button that opens a group; the little arrow is part of its name."""
        return self.output.get_by_role("button", name=self.group_title(group))

    def settle(self) -> None:
        """Wait until headings and summary say what the fields on the page say."""
        self.twin.set(**{name: self.field(name).input_value() for name in self.twin.controls})
        summary = self.twin._repr_mimebundle_()["text/plain"]
        expect(self.output.locator("[role=status]")).to_contain_text(summary, timeout=LIMIT)
        for group in GROUPS:
            heading = self.output.get_by_text(self.group_title(group), exact=True)
            expect(heading).to_be_visible(timeout=LIMIT)

    def clear(self) -> None:
        """Empty every field from the kernel."""
        self.notebook.execute(f"{self.variable}.set(**{dict.fromkeys(QUESTIONS, '')!r})")
        for name in QUESTIONS:
            expect(self.field(name)).to_have_value("", timeout=LIMIT)
        self.settle()
