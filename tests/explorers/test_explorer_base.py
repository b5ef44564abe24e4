"""The base on a small explorer: what every explorer gets from it."""

import asyncio
import base64
import html
import io
import math
import re
from dataclasses import dataclass

import ipywidgets
import nbformat
import numpy as np
import pytest
from explorer_pictures import drawn_anew
from nbconvert import HTMLExporter
from PIL import Image

from matml_teach.explorers.base import Explorer, View


@dataclass
class Wave:
    x: np.ndarray
    y: np.ndarray


class WaveView(View[Wave]):
    size = (4.0, 3.0)

    def build(self, figure, result):
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(-10, 10), xlabel="time (s)", ylabel="height (m)")
        axes.set_title("The wave")
        (self.line,) = axes.plot([], [])

    def update(self, result):
        self.line.set_data(result.x, result.y)


class WaveExplorer(Explorer[Wave]):
    view_type = WaveView

    def make_controls(self):
        return {
            "height": ipywidgets.IntSlider(value=1, min=0, max=10, description="Height (m)"),
            "damping": ipywidgets.FloatSlider(value=0.5, min=0, max=2, description="Damping"),
            "shape": ipywidgets.Dropdown(options=["sine", "cosine"], description="Shape"),
            "upside_down": ipywidgets.Checkbox(value=False, description="Upside down"),
            "title": ipywidgets.Text(value="a < b & c", description="Title"),
            "span": ipywidgets.IntRangeSlider(value=(0, 5), min=0, max=9, description="Span"),
            "pitch": ipywidgets.FloatLogSlider(value=1, min=-2, max=3, description="Pitch"),
        }

    def compute(self, height, damping, shape, upside_down, title, span, pitch):
        if height == 7:
            raise ValueError("Seven metres cannot be shown; choose another height.\nDetails.")
        if height == 8:
            raise ZeroDivisionError("division by zero")
        x = np.linspace(0, 1, 50)
        wave = {"sine": np.sin, "cosine": np.cos}[shape](2 * np.pi * x)
        return Wave(x, (-1 if upside_down else 1) * height * wave * np.exp(-damping * x))

    def describe(self, result):
        return f"{self.state['title']}: the wave is {result.y.max():.2f} m high."


@pytest.fixture
def explorer():
    return WaveExplorer()


def _picture(explorer):
    return explorer.widget.children[1].value


def _text(explorer):
    return explorer.widget.children[2].value


def test_state_is_readable_and_settable(explorer):
    explorer.state = {"height": 3, "shape": "cosine"}
    assert explorer.state == {
        "height": 3,
        "damping": 0.5,
        "shape": "cosine",
        "upside_down": False,
        "title": "a < b & c",
        "span": (0, 5),
        "pitch": 1.0,
    }
    assert explorer.controls["height"].value == 3
    assert explorer.result.y[0] == 3
    assert repr(explorer).startswith("<WaveExplorer: height=3, damping=0.5, shape='cosine'")


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"hight": 3}, "no setting 'hight'; the settings are height, damping, shape, upside_down"),
        ({"height": 11}, "height is a whole number from 0 to 10, not 11"),
        ({"height": 2.5}, "height is a whole number from 0 to 10, not 2.5"),
        ({"height": "3"}, "height is a whole number from 0 to 10, not '3'"),
        ({"height": math.nan}, "height is a whole number from 0 to 10, not nan"),
        ({"damping": -0.1}, "damping is a number from 0 to 2, not -0.1"),
        ({"damping": math.inf}, "damping is a number from 0 to 2, not inf"),
        ({"shape": "square"}, "shape is one of 'sine', 'cosine', not 'square'"),
        ({"upside_down": 1}, "upside_down is True or False, not 1"),
        ({"title": 5}, "title cannot be 5"),
        ({"span": "wide"}, "span cannot be 'wide'"),
        ({"pitch": 0.001}, "pitch is a number from 0.01 to 1000, not 0.001"),
        ({"pitch": 1001.0}, "pitch is a number from 0.01 to 1000, not 1001.0"),
    ],
)
def test_impossible_state_is_refused_and_changes_nothing(explorer, state, message):
    before = explorer.state
    with pytest.raises(ValueError, match=re.escape(message)):
        explorer.state = {"damping": 1.5, **state}
    assert explorer.state == before


def test_setting_several_at_once_draws_once(explorer):
    explorer.flush()
    explorer.set(height=4, damping=1.0, shape="cosine")
    assert explorer.renders == 2


def test_setting_what_is_already_set_draws_nothing(explorer):
    explorer.flush()
    explorer.set(height=1)
    assert explorer.renders == 1


def test_without_event_loop_a_change_is_drawn_at_once(explorer):
    explorer.flush()
    before = _picture(explorer)
    explorer.controls["height"].value = 9
    assert _picture(explorer) != before


def test_burst_of_changes_is_merged_and_ends_on_the_last(explorer):
    explorer.flush()

    async def drag():
        for step in range(50):  # no pause between them: how long one takes is not for us to say
            explorer.controls["height"].value = step % 5 + 2
        explorer.controls["height"].value = 10
        assert explorer.renders == 1
        while explorer.renders == 1:
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(drag(), timeout=60))
    assert explorer.renders == 2
    assert explorer.result.y.max() == WaveExplorer().compute(**explorer.state).y.max()
    assert explorer.state["height"] == 10
    last = WaveExplorer()
    last.set(height=10)
    assert base64.b64encode(last.png).decode() in _picture(explorer)


def test_nothing_is_drawn_after_the_burst_is_over(explorer):
    explorer.flush()

    async def change():
        explorer.controls["height"].value = 5
        await asyncio.sleep(0.2)
        drawn = explorer.renders
        await asyncio.sleep(0.2)
        return drawn

    assert asyncio.run(change()) == explorer.renders == 2


def test_reading_a_result_never_shows_a_stale_one(explorer):
    explorer.flush()

    async def change_and_read():
        explorer.set(height=6, shape="cosine")
        return explorer.result.y[0], explorer.description, explorer.png

    height, description, png = asyncio.run(change_and_read())
    assert height == 6
    assert "6.00 m" in description
    assert base64.b64encode(png).decode() in _picture(explorer)


def test_picture_is_sharp_and_keeps_its_place(explorer):
    image = Image.open(io.BytesIO(explorer.png))
    assert image.size == (768, 576)  # two pixels of the picture per pixel of the page
    assert 'width="384" height="288"' in _picture(explorer)
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert image.getchannel("A").getextrema() == (255, 255)  # nothing shines through


def test_description_is_alt_text_and_stands_under_the_picture(explorer):
    explorer.flush()
    assert explorer.description.startswith("a < b & c: the wave is 0.88 m high.")
    escaped = html.escape(explorer.description)
    assert f'alt="{escaped}"' in _picture(explorer)
    assert f">{escaped}</p>" in _text(explorer)


@pytest.mark.parametrize(
    ("height", "sentence"),
    [
        (7, "Seven metres cannot be shown; choose another height."),
        (8, "This setting could not be computed (ZeroDivisionError: division by zero)."),
    ],
)
def test_failing_setting_gives_a_sentence_and_the_next_one_works(explorer, height, sentence):
    explorer.set(height=height)
    assert explorer.description.startswith(sentence)
    assert _picture(explorer) == ""
    assert html.escape(sentence) in _text(explorer)
    assert explorer.result is None
    assert explorer.png == b""
    assert isinstance(explorer.error, (ValueError, ZeroDivisionError))
    data, _ = explorer._repr_mimebundle_()
    assert data["text/plain"] == explorer.description
    assert "image/png" not in data

    explorer.set(height=3)
    assert explorer.error is None
    assert "<img" in _picture(explorer)
    assert sentence not in _text(explorer)


def test_updates_create_no_artists(explorer):
    explorer.flush()
    view = explorer._view
    artists = set(map(id, view.figure.findobj()))
    for height in range(6):
        explorer.set(height=height)
    assert explorer._view is view
    assert set(map(id, view.figure.findobj())) == artists


def test_a_logarithmic_slider_takes_what_lies_between_its_powers(explorer):
    for value in (0.01, 0.5, 1000):
        explorer.set(pitch=value)
        assert explorer.state["pitch"] == value


def _pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def test_a_change_of_the_surroundings_is_never_missed(explorer):
    explorer.flush()
    view = explorer._view
    axes = view.figure.axes[0]
    changes = (
        lambda: axes.set_xlim(0, 0.5),
        lambda: axes.set_xlabel("time since the start (s)"),
        lambda: axes.yaxis.label.set_text("height (cm)"),
        lambda: axes.set_title("A wave"),
        lambda: axes.patch.set_facecolor("#eeeeee"),
        lambda: axes.set_yticks([-5, 5], labels=["low", "high"]),
        lambda: axes.grid(False),
        lambda: axes.legend([view.line], ["wave"], loc="upper right", bbox_to_anchor=(1, -0.05)),
        lambda: axes.get_legend().get_texts()[0].set_text("damped wave"),
        lambda: axes.legend([view.line], ["a legend inside"], loc="upper right"),
        lambda: axes.get_legend().get_texts()[0].set_text("another text inside"),
        lambda: axes.spines["left"].set_color("red"),
        lambda: view.figure.text(0.01, 0.01, "of the figure"),
        lambda: axes.set_axis_off(),
        lambda: axes.set_visible(False),
    )
    seen = [view.render(explorer.result) for _ in range(3)]  # the third on what is kept
    assert len(set(seen)) == 1
    for change in changes:
        change()
        seen.append(view.render(explorer.result))
        assert seen[-1] != seen[-2]
        assert (_pixels(seen[-1]) == drawn_anew(view)).all()
        view.render(explorer.result)


def test_only_what_differs_is_set(explorer):
    explorer.flush()
    axes = explorer._view.figure.axes[0]
    axes.figure.stale = False
    explorer._view.adjust(axes, xlim=(0, 1), ylim=(-10, 10), xlabel="time (s)")
    assert not axes.figure.stale
    explorer._view.adjust(axes, xlim=(0, 2))
    assert axes.figure.stale
    assert axes.get_xlim() == (0, 2)


def test_readers_own_matplotlib_settings_are_left_alone(explorer):
    import matplotlib

    with matplotlib.rc_context({"font.size": 31, "axes.facecolor": "black"}):
        styled = explorer.png
        assert matplotlib.rcParams["font.size"] == 31
    assert styled == WaveExplorer().png


def test_every_control_shows_its_whole_label(explorer):
    for control in explorer.controls.values():
        assert control.description
        assert control.style.description_width == "initial"


def test_display_has_a_widget_a_picture_and_a_text(explorer):
    data, metadata = explorer._repr_mimebundle_()
    view = data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == explorer.widget.model_id
    assert base64.b64decode(data["image/png"]) == explorer.png
    assert data["text/plain"] == explorer.description
    assert metadata["image/png"] == {"width": 384, "height": 288, "alt": explorer.description}


def test_saved_notebook_shows_the_picture_without_a_kernel(explorer):
    data, metadata = explorer._repr_mimebundle_()
    cell = nbformat.v4.new_code_cell(
        "WaveExplorer()",
        outputs=[nbformat.v4.new_output("execute_result", data, metadata=metadata)],
    )
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbformat.validate(notebook)
    for template in ("lab", "classic"):
        page, _ = HTMLExporter(template_name=template).from_notebook_node(notebook)
        assert data["image/png"][:200] in page.replace("\n", "")
    # of nbconvert's templates only the classic one writes the alternative text of an output
    assert f'alt="{html.escape(explorer.description)}"' in page
