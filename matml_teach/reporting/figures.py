"""The class report's figures, as SVG that stands in the page and takes its colours from it."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup, escape

from matml_teach import plots

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_GRID = "#e4e4e4"
# Inches: narrow, so that the words are still to be read on a phone.
_WIDTH = 5.2


def marks(scores: Sequence[float], max_score: float) -> Markup:
    """Draw the distribution of the marks.

    Parameters
    ----------
    scores : sequence of float
        Points of every student.
    max_score : float
        Points there are.

    Returns
    -------
    markupsafe.Markup
        An ``<svg>`` element with a text description.
    """
    values = np.asarray(scores, float)
    top = max(max_score, values.max(initial=0), 1)
    width = max(1, int(np.ceil(top / 20)))
    edges = np.arange(0, top + 2 * width, width) - width / 2
    counts = np.histogram(values, edges)[0]
    with plots.style(), _svg_text():
        figure = plots.new_figure(_WIDTH, 2.6)
        axes = figure.add_subplot()
        axes.bar(edges[:-1] + width / 2, counts, 0.9 * width, color=plots.PALETTE[0])
        median = float(np.median(values))
        label = f"median {median:.4g}"
        axes.axvline(median, color=plots.PALETTE[1], linewidth=2.5, label=label)
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2)
        axes.set(xlabel="points", ylabel="students", xlim=(-width, top + width))
        axes.yaxis.get_major_locator().set_params(integer=True, nbins=5)
        axes.grid(visible=False, axis="x")
        said = ", ".join(
            f"{count} with {_range(middle, width)}"
            for middle, count in zip(edges[:-1] + width / 2, counts, strict=True)
            if count
        )
        return _inline(figure, "marks", f"Histogram of the points out of {max_score:g}: {said}.")


def exercises(names: Sequence[str], right: Sequence[float], difficulty: Sequence[float]) -> Markup:
    """Draw what share got each exercise right, and the mean share of its points.

    Parameters
    ----------
    names : sequence of str
        Of the exercises, in order.
    right, difficulty : sequence of float
        Shares between 0 and 1; NaN where nothing was marked.

    Returns
    -------
    markupsafe.Markup
        An ``<svg>`` element with a text description.
    """
    places = np.arange(len(names))
    with plots.style(), _svg_text():
        figure = plots.new_figure(_WIDTH, 1.1 + 0.27 * len(names))
        axes = figure.add_subplot()
        percent = 100 * np.asarray(right, float)
        axes.barh(places, np.nan_to_num(percent), 0.66, color=plots.PALETTE[0], label="all right")
        mean = 100 * np.asarray(difficulty, float)
        label = "mean share of points"
        axes.plot(
            mean, places, "D", color=plots.PALETTE[1], markersize=6, clip_on=False, label=label
        )
        axes.set(xlabel="%", xlim=(0, 104), ylim=(len(names) - 0.4, -0.6))
        short = [name if len(name) <= 26 else name[:25] + "…" for name in names]
        axes.set_yticks(places, short)
        for text in axes.get_yticklabels():
            text.set_parse_math(False)
        axes.grid(visible=False, axis="y")
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2)
        said = ", ".join(
            f"{name} {'not marked yet' if np.isnan(share) else f'{share:.0f} %'}"
            for name, share in zip(names, percent, strict=True)
        )
        return _inline(figure, "exercises", f"Share of students with all points: {said}.")


def _svg_text() -> object:
    """Let text stay text, in the page's own font, and names be the same every time."""
    import matplotlib

    return matplotlib.rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "report", "figure.constrained_layout.use": True}
    )


def _inline(figure: "Figure", name: str, described: str) -> Markup:
    """Return the figure as an element of the page that follows its colours, light or dark."""
    stream = io.StringIO()
    for artist in (figure.patch, *(axes.patch for axes in figure.axes)):
        artist.set_visible(False)
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Type": None})
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="[^"]*"', "<g", text)
    # Two figures in a page must not share the names of what they refer to.
    text = re.sub(r'((?: id="|url\(#|xlink:href="#))', rf"\1{name}-", text)
    for fixed, variable in ((plots.INK, "--ink"), (_GRID, "--line")):
        text = re.sub(re.escape(fixed), f"var({variable})", text, flags=re.IGNORECASE)
    text = re.sub(r"font: ([\d.]+)px [^;\"]*", r"font: \1px system-ui, sans-serif", text)
    described = str(escape(described))
    opening = f'<svg role="img" aria-label="{described}"'
    return Markup(text.replace("<svg", opening, 1).strip())


def _range(middle: float, width: int) -> str:
    if width == 1:
        return f"{middle:g}"
    return f"{max(0, middle - width / 2):g} to {middle + width / 2:g}"
