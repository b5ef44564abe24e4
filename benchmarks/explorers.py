"""Explorers in JupyterLab: from the slider under the reader's hand to the picture on the screen.

    python benchmarks/explorers.py [--explorer NAME …] [--events N] [--json FILE]

Each explorer gets a notebook and a kernel of its own in headless Chromium, through ``matml lab``:

- first display: from running the cell ``NameExplorer()``, the class being imported, to its picture
  on the screen;
- slider event to picture: from the key event to the frame that shows the new picture, decoded. The
  page itself keeps the time. Every slider takes its share of the events, one step each, to and fro;
- bare redraw: ``figure.canvas.draw()`` of the same figure in the same kernel, between the events:
  what matplotlib alone needs for a picture, without model, PNG, messages and browser;
- burst: fifty key events in a second, from the last one to the last picture; how many were drawn;
- peak memory of the kernel.
"""

import argparse
import json
import math
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from explorer_page import (
    NAMES,
    ShownExplorer,
    SliderHand,
    explorer_notebook,
    hand_for,
    steps_of,
    zigzag,
)
from playwright.sync_api import JSHandle

BURST = 50
"""Events in the second."""

# Notes the time of every key event and of every picture: when it is decoded and its frame painted.
WATCH = """() => {
    const watch = {pictures: [], events: [], arrived: () => null};
    let last = null;
    const look = async () => {
        const image = document.querySelector('.jp-OutputArea-output img[alt]');
        if (!image || image.src === last) return;
        last = image.src;
        await image.decode().catch(() => null);
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => {
                watch.pictures.push(performance.now());
                watch.arrived();
            };
            painted.port2.postMessage(null);
        });
    };
    new MutationObserver(look).observe(document.querySelector('.jp-Notebook'), {
        subtree: true, childList: true, attributes: true, attributeFilter: ['src'],
    });
    addEventListener('keydown', event => watch.events.push(event.timeStamp), {capture: true});
    return watch;
}"""

FORGET = "watch => { watch.pictures.length = watch.events.length = 0; }"

NEXT_PICTURE = """async watch => {
    if (!watch.pictures.length) await new Promise(done => { watch.arrived = done; });
    return watch.pictures[0] - watch.events[0];
}"""

FIRST_DISPLAY = """async watch => {
    const app = window.jupyterapp, start = performance.now();
    app.shell.currentWidget.content.activeCellIndex = 0;
    const arrived = new Promise(done => { watch.arrived = done; });
    await app.commands.execute('notebook:run-cell');
    await arrived;
    return watch.pictures[0] - start;
}"""

BARE_REDRAW = """
def bare_redraw(explorer, times):
    import time
    from matml_teach import plots
    view, result, seconds = explorer._view, explorer.result, []
    with plots.style():
        view = type(view)(result)  # as the view draws its first picture: all artists
        view.update(result)
        view.figure.set_dpi(explorer._view.figure.get_dpi())
        view.figure.canvas.draw()
        view.figure.set_layout_engine("none")
        for _ in range(times):
            start = time.perf_counter()
            view.figure.canvas.draw()
            seconds.append(time.perf_counter() - start)
    return seconds
"""

# In KiB on Linux.
PEAK_MEMORY = "__import__('resource').getrusage(__import__('resource').RUSAGE_SELF).ru_maxrss"


def measure(name: str, chromium: str, folder: Path, events: int) -> dict[str, Any]:
    """Measure one explorer in a notebook of its own."""
    with explorer_notebook(chromium, folder, [name]) as notebook:
        notebook.execute(f"from matml_teach.explorers import {name}")
        watch = notebook.page.evaluate_handle(WATCH)
        first = watch.evaluate(FIRST_DISPLAY) / 1000
        shown = notebook.show(name)
        sliders = [n for n in shown.twin.controls if isinstance(hand_for(shown, n), SliderHand)]
        each = math.ceil(events / len(sliders))
        notebook.execute(BARE_REDRAW)
        milliseconds: dict[str, list[float]] = {}
        bare: list[float] = []
        for slider in sliders:
            milliseconds[slider] = time_events(shown, watch, slider, each)
            redraws = notebook.evaluate(f"bare_redraw({shown.variable}, {math.ceil(each / 2)})")
            bare += [1000 * seconds for seconds in redraws]
        longest = max(sliders, key=lambda n: len(steps_of(shown.twin.controls[n])))
        return {
            "first_display_s": first,
            "event_ms": milliseconds,
            "bare_redraw_ms": bare,
            "burst": time_burst(shown, watch, longest),
            "peak_memory_mib": notebook.evaluate(PEAK_MEMORY) / 1024,
        }


def time_events(shown: ShownExplorer, watch: JSHandle, slider: str, count: int) -> list[float]:
    """Move a slider step by step; return the milliseconds until each new picture."""
    state, _ = shown.telling_state(slider)
    shown.set(**state)
    hand, steps = hand_for(shown, slider), steps_of(shown.twin.controls[slider])
    hand.stop().focus()
    times: list[float] = []
    before, picture = state[slider], shown.twin.png
    for value in zigzag(steps, before, 10 * count):
        shown.twin.set(**{slider: value})  # beforehand, so that nothing else computes meanwhile
        changes, picture = shown.twin.png != picture, shown.twin.png
        watch.evaluate(FORGET)
        shown.page.keyboard.press(arrow(steps, before, value))
        if changes:
            times.append(watch.evaluate(NEXT_PICTURE))
        hand.wait_for_value(value)
        shown.settle()
        before = value
        if len(times) == count:
            break
    return times


def time_burst(shown: ShownExplorer, watch: JSHandle, slider: str) -> dict[str, Any]:
    """Move a slider fifty times in a second, whatever the kernel manages meanwhile."""
    state, _ = shown.telling_state(slider)
    shown.set(**state)
    hand, steps = hand_for(shown, slider), steps_of(shown.twin.controls[slider])
    values = zigzag(steps, state[slider], BURST)
    shown.twin.set(**{slider: values[-1]})
    hand.stop().focus()
    drawn = shown.renders()
    watch.evaluate(FORGET)
    start = time.perf_counter()
    for number, (before, after) in enumerate(zip([state[slider], *values], values, strict=False)):
        time.sleep(max(0.0, start + number / BURST - time.perf_counter()))  # the pace
        shown.page.keyboard.press(arrow(steps, before, after))
    hand.wait_for_value(values[-1])
    shown.settle()
    drawn = shown.renders() - drawn
    shown.settle()
    seen = watch.json_value()
    return {
        "slider": slider,
        "events": len(seen["events"]),
        "burst_ms": seen["events"][-1] - seen["events"][0],
        "last_event_to_last_picture_ms": seen["pictures"][-1] - seen["events"][-1],
        "pictures_drawn": drawn,
        "pictures_seen": len(seen["pictures"]),
        "last_picture_is_right": shown.picture() == shown.twin.png,
    }


def arrow(steps: list[Any], before: Any, after: Any) -> str:
    return "ArrowRight" if steps.index(after) > steps.index(before) else "ArrowLeft"


def row(name: str, figures: dict[str, Any]) -> list[str]:
    """Return a line of the table."""
    events = np.concatenate(list(figures["event_ms"].values()))
    burst = figures["burst"]
    return [
        name,
        f"{figures['first_display_s']:.2f}",
        *(f"{value:.0f}" for value in np.percentile(events, [50, 95])),
        *(f"{value:.0f}" for value in np.percentile(figures["bare_redraw_ms"], [50, 95])),
        f"{burst['burst_ms'] / 1000:.1f}",
        f"{burst['last_event_to_last_picture_ms']:.0f}"
        + ("" if burst["last_picture_is_right"] else " WRONG"),
        f"{burst['pictures_drawn']}",
        f"{figures['peak_memory_mib']:.0f}",
    ]


HEADINGS = (
    "",
    "first display / s",
    "event to picture / ms",
    "95 % / ms",
    "bare redraw / ms",
    "95 % / ms",
    "burst took / s",
    "then to last picture / ms",
    "drawn",
    "peak / MiB",
)
NOTE = (
    "Medians and 95th percentiles of at least {events} slider events each. Burst: "
    f"{BURST} events meant to take a second, longer on a busy machine; from the last of them to "
    "the last picture; how many pictures were drawn."
)


def main() -> None:
    explorers = [name for name in NAMES if name != "Checklist"]  # no picture, no slider
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--explorer", action="append", choices=explorers, metavar="NAME")
    parser.add_argument("--events", type=int, default=60, help="slider events of each explorer")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    chromium = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if chromium is None:
        parser.error("install Chromium first")

    console, figures = Console(), {}
    table = Table(caption=NOTE.format(events=arguments.events))
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading else "left")
    for name in arguments.explorer or explorers:
        with console.status(name), tempfile.TemporaryDirectory() as folder:
            figures[name] = measure(name, chromium, Path(folder), arguments.events)
        table.add_row(*row(name, figures[name]))
        if arguments.json:  # after each one: it is a long way to the last
            arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print(table)


if __name__ == "__main__":
    main()
