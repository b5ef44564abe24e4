"""Every explorer of the package, as a notebook shows it: one line, a picture, a description."""

import base64
import html
import io
import json
import re
import subprocess
import sys
from functools import cache

import ipywidgets
import nbformat
import numpy as np
import pytest
from explorer_pictures import drawn_anew
from nbconvert import HTMLExporter
from PIL import Image

from matml_teach import explorers
from matml_teach.explorers import Explorer

NAMES = [name for name in explorers.__all__ if name.endswith("Explorer") and name != "Explorer"]


@pytest.fixture(scope="module")
def displayed():
    """One explorer of each kind, made when first asked for."""
    return cache(lambda name: getattr(explorers, name)())


def _pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def _another_value(control):
    """What the reader could set beside the present value: the last choice, or the far end."""
    if hasattr(control, "options"):
        choices = [item[1] if isinstance(item, tuple) else item for item in control.options]
        return [choice for choice in choices if choice != control.value][-1]
    if isinstance(control.value, bool):
        return not control.value
    if isinstance(control, ipywidgets.FloatLogSlider):
        return control.base**control.max
    return control.max


@pytest.mark.parametrize("name", NAMES)
def test_one_line_shows_a_picture_that_is_described_in_numbers(name, displayed):
    explorer = displayed(name)
    assert isinstance(explorer, Explorer)
    data, _ = explorer._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]) == explorer.png
    assert "application/vnd.jupyter.widget-view+json" in data
    assert any(sign.isdigit() for sign in explorer.description)
    picture, text = (part.value for part in explorer.widget.children[1:])
    escaped = html.escape(explorer.description)
    assert f'alt="{escaped}"' in picture
    assert f">{escaped}</p>" in text


@pytest.mark.parametrize("name", [*NAMES, "Checklist"])
def test_a_saved_notebook_shows_it_without_a_kernel(name, displayed):
    explorer = displayed(name)
    bundle = explorer._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    output = nbformat.v4.new_output("execute_result", data, metadata=metadata)
    cell = nbformat.v4.new_code_cell(f"{name}()", outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbformat.validate(notebook)
    # The classic template is the only one of nbconvert's to write the alternative text.
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(notebook)
    if name == "Checklist":
        assert "questions are answered. Unanswered: Source (data)" in page
    else:
        assert data["image/png"] in page.replace("\n", "")
        assert f'alt="{html.escape(explorer.description)}"' in page


@pytest.mark.parametrize("name", [*NAMES, "Checklist"])
def test_every_control_has_a_label_and_a_tooltip_and_can_be_reached(name, displayed):
    controls = displayed(name).controls.values()
    assert controls
    labels = [re.sub("<[^>]+>", "", control.description) for control in controls]
    for control, label in zip(controls, labels, strict=True):
        assert label
        assert len(control.tooltip) > len(label) / 2
        assert control.tabbable is not False
        assert not control.disabled
    if name != "Checklist":  # where the groups tell "Access" from "Access"
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_the_same_as_if_drawn_whole(name, displayed):
    explorer = displayed(name)
    before = explorer.state
    explorer.flush()
    for setting, control in explorer.controls.items():
        explorer.set(**{setting: _another_value(control)})
        if explorer.error is None:
            picture = _pixels(explorer.png)
            assert (picture == drawn_anew(explorer._view)).all(), setting
    explorer.set(**before)
    assert (_pixels(explorer.png) == drawn_anew(explorer._view)).all()


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("CleaningExplorer", "share"),
        ("LearningCurveExplorer", "step"),
        ("OverfittingExplorer", "complexity"),
        ("SameStatisticsExplorer", "morph"),
        ("ScalingExplorer", "outlier"),
        ("SplittingExplorer", "share"),
    ],
)
def test_a_slider_keeps_the_surroundings(name, setting, displayed, monkeypatch):
    explorer = displayed(name)
    start, step = explorer.controls[setting].min, explorer.controls[setting].step
    # The first pictures of a new explorer settle its layout.
    for value in (start, start + step, start):
        explorer.set(**{setting: value})
    whole = []
    changed = explorer._view._surroundings_changed
    monkeypatch.setattr(
        explorer._view, "_surroundings_changed", lambda: whole.append(changed()) or whole[-1]
    )
    for _ in range(6):
        explorer.set(**{setting: explorer.state[setting] + step})
    assert len(whole) == 6
    assert sum(whole[1:]) == 0


def test_explorers_do_not_lean_on_checks_or_on_the_instructor_half():
    code = f"""
import json, sys
from matml_teach import explorers
for name in {NAMES!r}:
    getattr(explorers, name)
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    foreign = ("matml_teach.checks", "matml_teach.grading", "matml_teach.authoring", "nbgrader")
    assert not [name for name in json.loads(done.stdout) if name.startswith(foreign)]
