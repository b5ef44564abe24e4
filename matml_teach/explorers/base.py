"""What all explorers share: a model, a view and controls, joined.

An explorer is one file with

- a **model**: a plain function from settings to a result (arrays and metrics), which knows
  neither widgets nor figures;
- a **view**: a :class:`View` that creates its matplotlib artists once (``build``) and afterwards
  only changes their data (``update``);
- the **controls**: a dictionary of ipywidgets, one per setting, made by ``make_controls``.

:class:`Explorer` joins them. The smallest useful one:

>>> import ipywidgets
>>> from matml_teach.explorers.base import Explorer, View
>>> class SquareView(View[float]):
...     def build(self, figure, result):
...         axes = figure.subplots()
...         axes.set(xlim=(0, 100), xlabel="area (cm²)")
...         self.bar = axes.barh(["square"], [0.0])[0]
...     def update(self, result):
...         self.bar.set_width(result)
>>> class SquareExplorer(Explorer[float]):
...     view_type = SquareView
...     def make_controls(self):
...         return {"side": ipywidgets.IntSlider(value=2, min=0, max=10, description="Side (cm)")}
...     def compute(self, side):
...         return float(side**2)
...     def describe(self, result):
...         return f"The square has an area of {result:g} cm²."
>>> explorer = SquareExplorer()
>>> explorer.set(side=3)
>>> explorer.description
'The square has an area of 9 cm².'
"""

import asyncio
import base64
import html
import struct
import threading
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from matml_teach import plots

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Result = TypeVar("Result")

# Long enough for the messages already waiting to be read before the next picture is drawn
# (that is what merges a burst), too short to be noticed.
_PAUSE = 0.01  # s

# JupyterLab hands the messages of sliders to another thread of the kernel than cells (a subshell),
# and matplotlib is not made for two threads in one figure, nor for two settings of its parameters.
_DRAWING = threading.RLock()

# A white card with a thin edge: on a dark page it looks like a printed figure that lies there.
_CARD = (
    "display: block; box-sizing: content-box; max-width: calc(100% - 14px); height: auto;"
    " padding: 6px; background: white; border: 1px solid #d0d0d0; border-radius: 6px"
)

# Twice the pixels of the page: sharp on high-density screens.
_PIXEL_RATIO = 2


class View(ABC, Generic[Result]):
    """A figure whose artists are created once and afterwards only updated.

    Most of the time that matplotlib needs goes into ticks, labels and legends, which seldom change.
    So what is around the data is drawn once and kept, and later pictures draw only the artists
    inside the axes on top of it. Whatever else changes makes the whole figure be drawn again:
    nothing is ever shown stale, it only takes longer.
    """

    size: tuple[float, float] = (9.0, 4.0)
    """Width and height in inches; 96 pixels of the page each."""

    def __init__(self, result: Result) -> None:
        self._pictures = 0
        self._surroundings: Any = None
        with plots.style():
            self.figure = plots.new_figure(*self.size)
            self.build(self.figure, result)

    @abstractmethod
    def build(self, figure: "Figure", result: Result) -> None:
        """Create the axes and every artist, and keep those that will change.

        `result` is the first one to be shown; it says how many artists there must be. ``update``
        is called with it next, so nothing needs to be filled in here.
        """

    @abstractmethod
    def update(self, result: Result) -> None:
        """Show the result by changing the artists; create none.

        Limits and labels of axes are best changed with ``adjust``. A legend whose texts change
        with every setting may be called animated (``set_animated``), then it is not kept.
        """

    @staticmethod
    def adjust(axes: "Axes", **properties: Any) -> None:
        """Call ``axes.set`` for the properties that differ from what the axes have already.

        Matplotlib takes a limit for changed even if it is set to the old value, and then the whole
        figure is drawn again.
        """
        different = {
            name: value
            for name, value in properties.items()
            if getattr(axes, f"get_{name}")() != value
        }
        if different:
            axes.set(**different)

    def render(self, result: Result) -> bytes:
        """Return the picture of a result as PNG, at twice the figure's size on the page.

        The layout is worked out for the first picture and kept: later ones are drawn faster and do
        not jump about under the reader's hand.
        """
        with plots.style():
            self.update(result)
            if self._pictures == 0:
                self.figure.set_dpi(_PIXEL_RATIO * plots.DPI)
                self.figure.canvas.draw()
                self.figure.set_layout_engine("none")
                for artist in self._inside():
                    if artist.get_animated():  # by the view itself
                        artist.draw(self.figure.canvas.get_renderer())
            else:
                self._draw_changes()
        self.figure.stale = False  # drawing has touched this and that
        self._pictures += 1
        return _png(np.asarray(self.figure.canvas.buffer_rgba()))

    def _draw_changes(self) -> None:
        """Draw as ``canvas.draw`` would, but reuse the surroundings if they have not changed."""
        canvas = self.figure.canvas
        if self._surroundings is None or self._surroundings_changed():
            for artist in self._inside():
                for part in artist.findobj():
                    part.set_animated(True)  # matplotlib's word for: I draw it myself
            canvas.draw()
            for axes in self.figure.axes:
                axes.patch.stale = axes.xaxis.label.stale = axes.yaxis.label.stale = False
            self._surroundings = canvas.copy_from_bbox(self.figure.bbox)
        else:
            canvas.restore_region(self._surroundings)
        renderer = canvas.get_renderer()
        for artist in self._inside():
            artist.draw(renderer)

    def _surroundings_changed(self) -> bool:
        # An animated artist does not tell its figure that it has changed, any other one does, but
        # for these three.
        return self.figure.stale or any(
            part.stale
            for axes in self.figure.axes
            for part in (axes.patch, axes.xaxis.label, axes.yaxis.label)
        )

    def _inside(self) -> list["Artist"]:
        """The artists on top of the surroundings, in drawing order."""
        artists: list[Artist] = []
        visible = [axes for axes in self.figure.axes if axes.get_visible()]
        for axes in sorted(visible, key=lambda axes: axes.zorder):
            around = {axes.patch, axes.xaxis, axes.yaxis}
            if not (axes.axison and axes.get_frame_on()):  # switched off, never drawn
                around.update(axes.spines.values())
            legend = axes.get_legend()
            own = legend is None or legend.get_animated()
            if not own and not legend.get_window_extent().overlaps(axes.bbox):
                around.add(legend)
            inside = [artist for artist in axes.get_children() if artist not in around]
            artists += sorted(inside, key=lambda artist: artist.zorder)
        return artists + [part for part in self.figure.get_children() if part.get_animated()]


def _png(pixels: NDArray[np.uint8]) -> bytes:
    """Write pixels of shape (height, width, 4) as PNG, faster than Pillow does.

    Pillow tries the five filters of the format on every row; pictures of lines and letters on white
    hardly gain by any of them. The format: https://www.w3.org/TR/png/.
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 4 * width), dtype=np.uint8)  # each starts with 0: no filter
    rows[:, 1:] = pixels.reshape(height, 4 * width)
    packer = zlib.compressobj(level=1, memLevel=9)
    header = struct.pack(">2I5B", width, height, 8, 6, 0, 0, 0)  # 8 bits each of red to alpha
    parts = {b"IHDR": header, b"IDAT": packer.compress(rows) + packer.flush(), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts.items()
    )


def round_limit(value: float) -> float:
    """Return the end of an axis for a largest value: a round number not below it.

    An axis that follows every change makes the pictures hard to compare, and slow to draw.

    Examples
    --------
    >>> round_limit(0.22), round_limit(7.2), round_limit(1010.0), round_limit(0.0)
    (0.3, 8.0, 1500.0, 1.0)
    """
    if not 0 < value < np.inf:
        return 1.0
    power = int(np.floor(np.log10(value)))
    limits = [float(f"{step}e{power}") for step in (1, 1.5, 2, 3, 4, 6, 8, 10)]
    return next((limit for limit in limits if limit >= value), limits[-1])


class Explorer(ABC, Generic[Result]):
    """Controls above a picture, and under it what the picture shows in numbers.

    Subclasses set ``view_type`` and write ``make_controls``, ``compute`` and ``describe``. A
    ``ValueError`` in ``compute`` is shown to the reader as a sentence, so it should say what is
    wrong with the data and what to do; the explorer goes on with the next setting.

    Attributes
    ----------
    controls : dict of str to ipywidgets.ValueWidget
        The control of each setting.
    widget : ipywidgets.VBox
        All of it, as displayed.
    error : Exception or None
        What went wrong with the present setting.
    renders : int
        How many settings have been computed and drawn so far.
    """

    view_type: type[View[Result]]

    def __init__(self) -> None:
        self.controls = self.make_controls()
        for control in self.controls.values():
            control.style.description_width = "initial"
            _put_tooltip_on_label(control)
            control.observe(self._on_change, names="value")
        self.error: Exception | None = None
        self.renders = 0
        self._result: Result | None = None
        self._description = ""
        self._png = b""
        self._view: View[Result] | None = None
        self._pending = True
        self._scheduled = False
        self._holding = False
        self._picture = widgets.HTML()
        self._text = widgets.HTML()
        row = widgets.Layout(flex_flow="row wrap", grid_gap="4px 20px")
        panel = widgets.Box(list(self.controls.values()), layout=row)
        self.widget = widgets.VBox([panel, self._picture, self._text])

    @abstractmethod
    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Return the control of each setting, with a description and a tooltip."""

    @abstractmethod
    def compute(self, **state: Any) -> Result:
        """Call the model with the settings."""

    @abstractmethod
    def describe(self, result: Result) -> str:
        """Say in plain sentences and numbers what the picture shows."""

    @property
    def state(self) -> dict[str, Any]:
        """The settings: name and value of each control."""
        return {name: control.value for name, control in self.controls.items()}

    @state.setter
    def state(self, state: Mapping[str, Any]) -> None:
        self.set(**state)

    def set(self, **state: Any) -> None:
        """Change settings; those not named stay.

        Raises
        ------
        ValueError
            If there is no such setting, or the value is none the control could have. Nothing is
            changed then.
        """
        for name, value in state.items():
            if name not in self.controls:
                raise ValueError(
                    f"no setting {name!r}; the settings are {', '.join(self.controls)}"
                )
            _require_possible(name, self.controls[name], value)
        self._holding = True
        try:
            for name, value in state.items():
                self.controls[name].value = value
        finally:
            self._holding = False
        if self._pending:
            self._draw_soon()

    @property
    def result(self) -> Result | None:
        """What the model returned for the present setting; None if it failed."""
        self.flush()
        return self._result

    @property
    def description(self) -> str:
        """What the picture shows in numbers, or the sentence that says why there is none."""
        self.flush()
        return self._description

    @property
    def png(self) -> bytes:
        """The present picture; empty if the setting failed."""
        self.flush()
        return self._png

    def flush(self) -> None:
        """Draw the present setting now if it has not been drawn yet."""
        with _DRAWING:
            if self._pending:
                self._draw()

    def _on_change(self, _: Any) -> None:
        self._pending = True
        if not self._holding:
            self._draw_soon()

    def _draw_soon(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a script or a test: nobody would come back to draw later
            self.flush()
            return
        if not self._scheduled:
            self._scheduled = True
            loop.call_later(_PAUSE, self._draw_scheduled)

    def _draw_scheduled(self) -> None:
        self._scheduled = False
        self.flush()

    def _draw(self) -> None:
        self._pending = False
        self.renders += 1
        try:
            result = self.compute(**self.state)
            if self._view is None:
                self._view = self.view_type(result)
            png, description = self._view.render(result), self.describe(result)
        except Exception as error:  # bad data must not cost the reader the widget
            self._result, self._png, self.error = None, b"", error
            self._description = _sentence(error)
        else:
            self._result, self._png, self.error = result, png, None
            self._description = description
        self._show()

    def _show(self) -> None:
        text = html.escape(self._description)
        if self.error is None and self._view is not None:
            width, height = (round(plots.DPI * inches) for inches in self._view.size)
            # Width and height keep the page still while the browser decodes the next picture.
            self._picture.value = (
                f'<img alt="{text}" width="{width}" height="{height}" decoding="sync"'
                f' style="{_CARD}"'
                f' src="data:image/png;base64,{base64.b64encode(self._png).decode()}">'
            )
            self._text.value = (
                f'<p style="margin: 0; max-width: {width}px; line-height: 1.4">{text}</p>'
            )
        else:
            self._picture.value = ""
            self._text.value = f'<p role="alert"><strong>No picture.</strong> {text}</p>'

    def __repr__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.state.items())
        return f"<{type(self).__name__}: {settings}>"

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        # The picture and the text are what a page without a kernel shows of a saved notebook.
        self.flush()
        data = dict(self.widget._repr_mimebundle_())
        data["text/plain"] = self._description
        metadata = {}
        if self._png and self._view is not None:
            data["image/png"] = base64.b64encode(self._png).decode()
            width, height = (round(plots.DPI * inches) for inches in self._view.size)
            metadata["image/png"] = {"width": width, "height": height, "alt": self._description}
        return data, metadata


def _put_tooltip_on_label(control: widgets.ValueWidget) -> None:
    """Let a list show its tooltip, which ipywidgets leaves out if there is a description.

    See https://github.com/jupyter-widgets/ipywidgets/issues/3964. A slider shows it anyway.
    """
    if (
        isinstance(control, widgets.Dropdown)
        and control.tooltip
        and not control.description_allow_html
    ):
        tooltip, label = html.escape(control.tooltip), html.escape(control.description)
        control.description_allow_html = True
        control.description = f'<span title="{tooltip}">{label}</span>'


def _sentence(error: Exception) -> str:
    first_line = str(error).strip().partition("\n")[0]
    if isinstance(error, ValueError) and first_line:
        return first_line
    return (
        f"This setting could not be computed ({type(error).__name__}: {first_line}). Try another."
    )


def _require_possible(name: str, control: widgets.ValueWidget, value: Any) -> None:
    """Raise ValueError unless a reader could give the control this value by hand."""
    if isinstance(control.value, bool):
        if not isinstance(value, bool):
            raise ValueError(f"{name} is True or False, not {value!r}")
    elif hasattr(control, "options") and not isinstance(control.value, tuple):
        # ipywidgets accepts bare values or (label, value) pairs
        choices = [item[1] if isinstance(item, tuple) else item for item in control.options]
        if value not in choices:
            choices_text = ", ".join(map(repr, choices))
            raise ValueError(f"{name} is one of {choices_text}, not {value!r}")
    elif isinstance(control.value, (int, float)) and hasattr(control, "min"):
        low, high = control.min, control.max
        if isinstance(control, widgets.FloatLogSlider):  # its limits are exponents
            low, high = control.base**low, control.base**high
        whole = isinstance(control.value, int)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not (number and low <= value <= high) or (whole and value != int(value)):
            kind = "a whole number" if whole else "a number"
            raise ValueError(f"{name} is {kind} from {low:g} to {high:g}, not {value!r}")
    else:
        try:
            control.traits()["value"]._validate(control, value)
        except traitlets.TraitError as error:
            raise ValueError(f"{name} cannot be {value!r}: {error}") from error
