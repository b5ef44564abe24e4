"""Every control of every explorer in JupyterLab, by mouse and by keyboard, in both themes."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets
import pytest
from explorer_page import (
    HARD_TO_READ,
    LIMIT,
    NAMES,
    THEMES,
    ExplorerNotebook,
    ShownChecklist,
    ShownExplorer,
    SliderHand,
    explorer_notebook,
    hand_for,
    label_of,
    steps_of,
    zigzag,
)
from playwright.sync_api import Locator, expect

from matml_teach.explorers.checklist import GROUPS, QUESTIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PICTURES = [name for name in NAMES if name != "Checklist"]
DEVICES = ("mouse", "keyboard")
SMOKE = "OptimiserExplorer"  # sliders, a list and a box to tick
SMOKE_CONTROLS = ("steps", "scaled", "batch")


@pytest.fixture(scope="module")
def notebook(chromium, tmp_path_factory):
    with explorer_notebook(chromium, tmp_path_factory.mktemp("explorers"), NAMES) as notebook:
        yield notebook


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    folder = os.environ.get("MATML_SCREENSHOTS")
    folder = Path(folder) if folder else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def insist(act: Callable[[], None], met: Callable[[int], None]) -> None:
    """Act again, as a person would, until the page shows it.

    JupyterLab may take the focus away at any moment, to save or to show a message; what was
    pressed meanwhile is lost. So `act` must start from wherever the page is.
    """
    for patience in (3_000, 10_000, 30_000):
        act()
        with contextlib.suppress(AssertionError):
            return met(patience)
    act()
    return met(LIMIT)


@contextlib.contextmanager
def step(*words: str):
    """Name what was being done in the report of whatever fails."""
    try:
        yield
    except Exception as error:
        error.add_note("while: " + ", ".join(words))
        raise


def move_every_control(shown: ShownExplorer, device: str, names) -> None:
    """Move each control by one device and check what follows on the page."""
    if device == "keyboard":
        hand_for(shown, next(iter(names))).stop().focus()  # here a reader's Tab has come to
    for name in names:
        where = (shown.name, shown.notebook.theme, repr(name), device)
        with step(*where, "find settings under which it matters"):
            state, _ = shown.telling_state(name)
        with step(*where, "set these from the kernel", repr(state)):
            shown.set(**state)
        hand, before, picture = hand_for(shown, name), state[name], shown.picture()
        if device == "mouse":
            with step(*where, "move it"):
                hand.by_mouse()
        else:
            with step(*where, "reach it with Tab"):
                hand.tab_to()
            with step(*where, "press keys"):
                hand.by_keyboard()
        with step(*where, "the control shows another value"):
            hand.wait_for_change(before)
        with step(*where, "picture, numbers and alt text follow"):
            shown.settle()
        with step(*where, "only this control moved"):
            others = {n: v for n, v in shown.state().items() if n != name}
            assert others == {n: v for n, v in state.items() if n != name}
        with step(*where, "the picture is another one"):
            assert shown.picture() != picture
        if device == "keyboard":
            with step(*where, "it keeps the focus while the picture changes"):
                expect(hand.stop()).to_be_focused(timeout=LIMIT)


def burst(shown: ShownExplorer, flag: Path) -> None:
    """Fifty steps of a slider while the kernel is busy: two or three pictures, the last right."""
    name = max(
        (n for n in shown.twin.controls if isinstance(hand_for(shown, n), SliderHand)),
        key=lambda n: len(steps_of(shown.twin.controls[n])),
    )
    where = (shown.name, repr(name), "fifty events")
    with step(*where, "settings under which it matters"):
        state, _ = shown.telling_state(name)
        shown.set(**state)
    hand, steps = hand_for(shown, name), steps_of(shown.twin.controls[name])
    expected = zigzag(steps, state[name], 50)
    drawn = shown.renders()
    hand.stop().focus()
    count_changes = hand.stop().evaluate_handle(
        """handle => {
            const seen = {changes: 0};
            new MutationObserver(records => { seen.changes += records.length; })
                .observe(handle, {attributeFilter: ['aria-valuenow']});
            return seen;
        }"""
    )
    with step(*where, "keys"), shown.held(name, flag):
        for before, after in zip([state[name], *expected], expected, strict=False):
            right = steps.index(after) > steps.index(before)
            shown.page.keyboard.press("ArrowRight" if right else "ArrowLeft")
        hand.wait_for_value(expected[-1])
    with step(*where, "the slider took all of them"):
        assert count_changes.evaluate("seen => seen.changes") >= 50
    with step(*where, "the last one is shown"):
        shown.settle()
        assert shown.value(name) == expected[-1]
    with step(*where, "they were drawn together"):
        assert 1 <= shown.renders() - drawn <= 10
    with step(*where, "nothing comes after the last one"):
        shown.settle()


def test_an_explorer_follows_mouse_and_keyboard_and_a_burst(notebook, tmp_path):
    shown = notebook.show(SMOKE)
    for device in DEVICES:
        move_every_control(shown, device, SMOKE_CONTROLS)
    burst(shown, tmp_path / "go-on")


@pytest.mark.thorough
@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_control_moves_picture_numbers_and_alt_text(
    notebook: ExplorerNotebook, theme, device, name
):
    notebook.use_theme(theme)
    shown = notebook.show(name)
    with step(name, theme, "back to its first settings"):
        shown.set(**shown.initial)
    move_every_control(shown, device, shown.twin.controls)


@pytest.mark.thorough
@pytest.mark.parametrize("name", PICTURES)
def test_fifty_events_end_on_the_picture_of_the_last(notebook, name, tmp_path):
    shown = notebook.show(name)
    shown.set(**shown.initial)
    burst(shown, tmp_path / "go-on")


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", THEMES)
def test_looks(notebook: ExplorerNotebook, theme, name, pictures):
    """Text stands out from its ground in both themes; with MATML_SCREENSHOTS, look yourself."""
    notebook.use_theme(theme)
    shown = notebook.show(name)
    if isinstance(shown, ShownExplorer):
        shown.set(**shown.initial)
    else:
        shown.clear()
    notebook.page.mouse.move(0, 0)
    shown.output.scroll_into_view_if_needed()
    shown.output.screenshot(path=pictures / f"explorer-{name}-{theme}.png", animations="disabled")
    assert shown.output.evaluate(HARD_TO_READ) == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", PICTURES)
def test_every_control_has_a_label_and_a_tooltip(notebook: ExplorerNotebook, name):
    shown = notebook.show(name)
    for setting, control in shown.twin.controls.items():
        with step(name, repr(setting)):
            place = shown.control(setting)
            expect(place.get_by_text(label_of(control), exact=True)).to_be_visible(timeout=LIMIT)
            # ipywidgets shows a checkbox's label where its tooltip should be
            if not isinstance(control, widgets.Checkbox):
                expect(place.get_by_title(control.tooltip, exact=True)).not_to_have_count(0)


# --- the checklist --------------------------------------------------------------------------------


def open_group(shown: ShownChecklist, group: str, device: str) -> None:
    """Bring a group of questions into sight."""
    first = next(name for name, question in QUESTIONS.items() if question.group == group)
    is_open = shown.field(first).is_visible()
    heading = shown.group_heading(group)
    if device == "keyboard" and group != GROUPS[0]:
        last = shown.field(list(QUESTIONS)[list(QUESTIONS).index(first) - 1])
        insist(
            lambda: tab_from(last),
            lambda patience: expect(heading, "Tab leads to the next group").to_be_focused(
                timeout=patience
            ),
        )

    def press() -> None:
        if shown.field(first).is_visible():
            return
        if device == "keyboard":
            heading.press("Space")
        else:
            heading.click()

    if not is_open:
        insist(press, lambda patience: expect(shown.field(first)).to_be_visible(timeout=patience))


def tab_from(place: Locator) -> None:
    """Press Tab where a reader's last answer was."""
    place.focus()
    place.press("Tab")


@pytest.mark.thorough
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_checklist_is_filled_in_and_saved(notebook: ExplorerNotebook, theme, device):
    notebook.use_theme(theme)
    shown = notebook.show("Checklist")
    keyboard = shown.page.keyboard
    where = ("Checklist", theme, device)
    with step(*where, "empty every field"):
        shown.clear()
    for group in GROUPS:
        with step(*where, f"open the group {group!r}"):
            open_group(shown, group, device)
        names = [name for name, question in QUESTIONS.items() if question.group == group]
        for place, name in enumerate(names):
            field, answer = shown.field(name), f"Answer to {name}: 5 % & <more>"
            first = place == 0
            before = shown.group_heading(group) if first else shown.field(names[place - 1])

            def go(field: Locator = field, before: Locator = before) -> None:
                if device == "mouse":
                    field.click()
                else:
                    tab_from(before)

            def write(field: Locator = field, answer: str = answer) -> None:
                field.press("Control+A")
                keyboard.type(answer)

            with step(*where, repr(name), "go to its field"):
                insist(go, lambda patience, at=field: expect(at).to_be_focused(timeout=patience))
            with step(*where, repr(name), "type the answer"):
                insist(
                    write,
                    lambda patience, at=field, text=answer: expect(at).to_have_value(
                        text, timeout=patience
                    ),
                )
            with step(*where, repr(name), "headings and summary follow"):
                shown.settle()
    assert shown.twin.unanswered == []
    stem = f"checklist-{theme}-{device}"
    file = shown.output.get_by_label("Save as")
    button = shown.output.get_by_role("button", name="Save", exact=True)
    with step(*where, "name the files"):
        if device == "mouse":
            insist(file.click, lambda patience: expect(file).to_be_focused(timeout=patience))
        else:
            last = shown.field(list(QUESTIONS)[-1])
            insist(
                lambda: tab_from(last),
                lambda patience: expect(file).to_be_focused(timeout=patience),
            )

        def name_it() -> None:
            file.press("Control+A")
            keyboard.type(stem)

        insist(name_it, lambda patience: expect(file).to_have_value(stem, timeout=patience))
    with step(*where, "press Save"):
        if device == "keyboard":
            insist(
                lambda: tab_from(file),
                lambda patience: expect(button).to_be_focused(timeout=patience),
            )
        status = shown.output.locator("[role=status]")
        insist(
            button.click if device == "mouse" else lambda: button.press("Enter"),
            lambda patience: expect(status).to_contain_text(
                f"Saved {stem}.md and {stem}.json.", timeout=patience
            ),
        )
    with step(*where, "read the files"):
        saved = json.loads((notebook.folder / f"{stem}.json").read_text("utf-8"))
        assert saved == shown.twin.to_dict()
        assert (notebook.folder / f"{stem}.md").read_text("utf-8") == shown.twin.to_markdown()
