"""The house style of the kit's figures: quiet, colour-blind safe, units on every axis.

Matplotlib is imported when a function is called, so importing this module costs nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PALETTE = (
    "#0173B2",  # blue
    "#DE8F05",  # orange
    "#029E73",  # green
    "#D55E00",  # vermilion
    "#CC78BC",  # pink
    "#CA9161",  # brown
    "#FBAFE4",  # light pink
    "#949494",  # grey
    "#ECE133",  # yellow
    "#56B4E9",  # sky blue
)
"""Seaborn's ``colorblind`` colours, written out so that the style does not wait for seaborn."""

INK = "#222222"
"""Colour of text and axes: 16:1 against white."""

DPI = 96
"""Pixels per inch, as in CSS: a figure 9 inches wide takes 864 pixels of the page."""


def style_parameters() -> dict[str, Any]:
    """Return the house style as matplotlib parameters.

    Returns
    -------
    dict
        Parameter names and values, for ``matplotlib.rc_context``.

    Examples
    --------
    >>> style_parameters()["figure.facecolor"]
    'white'
    """
    from cycler import cycler

    return {
        # White behind everything, never transparent: the figure reads the same on a dark page.
        "figure.facecolor": "white",
        "axes.facecolor": "white",
        "savefig.facecolor": "white",
        "figure.figsize": (7.0, 4.0),
        "figure.dpi": DPI,
        "figure.constrained_layout.use": True,
        "font.size": 10.5,
        "axes.titlesize": 11.5,
        "axes.labelsize": 10.5,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "legend.frameon": False,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": "#e4e4e4",
        "grid.linewidth": 0.8,
        "axes.prop_cycle": cycler(color=PALETTE),
        "image.cmap": "cividis",
        "lines.linewidth": 1.8,
    }


def use_style() -> None:
    """Draw all figures of this session in the house style.

    Plain matplotlib and seaborn calls follow it; an axis still needs its label with a unit.

    Examples
    --------
    >>> import matplotlib
    >>> with matplotlib.rc_context():
    ...     use_style()
    ...     matplotlib.rcParams["axes.spines.top"]
    False
    """
    import warnings

    import matplotlib

    matplotlib.rcParams.update(style_parameters())
    # Seaborn's figure-level functions (displot, catplot) change to the tight layout themselves;
    # matplotlib warns about it, and a reader can do nothing about either.
    warnings.filterwarnings("ignore", message="The figure layout has changed to tight")


@contextmanager
def style() -> Iterator[None]:
    """Use the house style inside a ``with`` block only.

    Examples
    --------
    >>> import matplotlib
    >>> before = matplotlib.rcParams["axes.grid"]
    >>> with style():
    ...     matplotlib.rcParams["axes.grid"]
    True
    >>> matplotlib.rcParams["axes.grid"] == before
    True
    """
    import matplotlib

    with matplotlib.rc_context(style_parameters()):
        yield


def new_figure(width: float = 7.0, height: float = 4.0) -> "Figure":
    """Make a figure that pyplot does not know, so nobody has to close it.

    Call it, and add its axes, inside ``with style():``.

    Parameters
    ----------
    width, height : float
        Size in inches; 96 pixels of the page each.

    Returns
    -------
    matplotlib.figure.Figure
        Empty, on an Agg canvas, with constrained layout.

    Examples
    --------
    >>> with style():
    ...     figure = new_figure(9, 4)
    >>> figure.get_size_inches().tolist()
    [9.0, 4.0]
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    return figure
