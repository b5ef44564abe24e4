"""Same statistics, different data: what means, deviations, a correlation and box plots hide."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import least_squares, linear_sum_assignment

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View
from matml_teach.explorers.numbers import counted
from matml_teach.explorers.own_data import refuse_extremes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STATISTICS = ("mean of x", "mean of y", "s.d. of x", "s.d. of y", "correlation r")
BOX = (0.0, 30.0, 50.0, 70.0, 100.0)
"""Minimum, lower quartile, median, upper quartile and maximum of every sample."""

_FEWEST_POINTS, _MOST_POINTS = 5, 400
_TOLERANCE = 0.005  # equal to two decimals
_SAMPLE_SIZE = 201  # with 4 n + 1 values the quartiles are values of the sample


@dataclass(frozen=True, eq=False)
class Clouds:
    """Point clouds with the same five statistics.

    Attributes
    ----------
    points : dict of str to ndarray of shape (points, 2)
        x and y of each cloud, without a unit.
    """

    points: dict[str, NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class SameStatisticsResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    clouds : Clouds
        All clouds.
    show : {"point clouds", "box plots"}
        What is drawn.
    start, end : str
        The clouds between which the shape changes.
    morph : float
        How far it has changed, from 0 to 1.
    points : ndarray of shape (points, 2)
        The cloud on the way.
    statistics : dict of str to ndarray of shape (5,)
        The five `STATISTICS` of the start, of the cloud on the way ("now") and of the end.
    samples : dict of str to ndarray of shape (values,)
        The samples of the box plots on the way, sorted.
    """

    clouds: Clouds
    show: str
    start: str
    end: str
    morph: float
    points: NDArray[np.float64]
    statistics: dict[str, NDArray[np.float64]]
    samples: dict[str, NDArray[np.float64]]


# --- data ---------------------------------------------------------------------------------------


@cache
def shipped_clouds() -> Clouds:
    """Six clouds of the kit, 144 points each; drawn, not measured.

    Returns
    -------
    Clouds
        With the statistics of Matejka and Fitzmaurice, "Same Stats, Different Graphs", CHI 2017,
        https://doi.org/10.1145/3025453.3025912.
    """
    from matml_teach.datasets import load_same_statistics

    return own_clouds(load_same_statistics())


def own_clouds(data: pd.DataFrame) -> Clouds:
    """Check clouds for equal sizes and equal statistics.

    Parameters
    ----------
    data : DataFrame
        Columns ``shape`` (the cloud's name), ``x`` and ``y``.

    Returns
    -------
    Clouds
        At least two.

    Raises
    ------
    ValueError
        If the clouds cannot be used as they are; the message says what to do.
    """
    lacking = {"shape", "x", "y"} - set(getattr(data, "columns", ()))
    if lacking:
        raise ValueError(
            f"Give a data frame with the columns shape, x and y; {min(lacking)!r} is not there."
        )
    clouds = {}
    for name, rows in data.groupby("shape", sort=False):
        try:
            points = rows[["x", "y"]].to_numpy(float)
        except (TypeError, ValueError):
            raise ValueError(f"The coordinates of cloud {name!r} are not all numbers.") from None
        if not np.isfinite(points).all():
            raise ValueError(f"Cloud {name!r} has missing or infinite coordinates; drop them.")
        for coordinate, numbers in zip("xy", points.T, strict=True):
            refuse_extremes(coordinate, numbers)
        if not _FEWEST_POINTS <= len(points) <= _MOST_POINTS:
            raise ValueError(
                f"Cloud {name!r} has {counted(len(points), 'point')}; "
                f"give {_FEWEST_POINTS} to {_MOST_POINTS}."
            )
        if not points.std(axis=0).all():
            raise ValueError(f"All points of cloud {name!r} have the same x or the same y.")
        clouds[str(name)] = points
    if len(clouds) < 2:
        raise ValueError(
            f"The data have {counted(len(clouds), 'cloud')}; give at least two to change between."
        )
    (first, reference), *others = clouds.items()
    for name, points in others:
        if len(points) != len(reference):
            raise ValueError(
                f"Cloud {name!r} has {len(points)} points and {first!r} {len(reference)}; "
                "give all clouds the same number."
            )
        off = np.abs(five_statistics(points) - five_statistics(reference))
        if off.max() >= _TOLERANCE:
            worst = int(off.argmax())
            raise ValueError(
                f"The {STATISTICS[worst]} of cloud {name!r} is "
                f"{five_statistics(points)[worst]:.2f}, that of {first!r} "
                f"{five_statistics(reference)[worst]:.2f}; give clouds with the same statistics."
            )
    return Clouds(clouds)


@cache
def box_samples() -> dict[str, NDArray[np.float64]]:
    """Five simulated samples whose box plots are equal; drawn, not measured.

    Returns
    -------
    dict of str to ndarray of shape (201,)
        Sorted; minimum, quartiles and maximum are `BOX`. No unit.

    Examples
    --------
    >>> [np.quantile(values, 0.25).item() for values in box_samples().values()]
    [30.0, 30.0, 30.0, 30.0, 30.0]
    """
    rng = np.random.default_rng(3)
    half = _SAMPLE_SIZE // 2
    raw = {
        "even": np.linspace(0, 1, _SAMPLE_SIZE),
        "long tails": rng.laplace(size=_SAMPLE_SIZE),
        "two peaks": np.r_[rng.normal(-3, 0.6, half), 0, rng.normal(3, 0.6, half)],
        "crowded ends": rng.beta(0.3, 0.3, _SAMPLE_SIZE),
        "few values": rng.choice([0, 1, 2, 4, 5, 6], _SAMPLE_SIZE)
        + rng.normal(0, 0.03, _SAMPLE_SIZE),
    }
    # Stretching each quarter of a sample to its length keeps the order, so also the quarters.
    return {
        name: np.interp(values, np.quantile(values, [0, 0.25, 0.5, 0.75, 1]), BOX)
        for name, values in ((name, np.sort(values)) for name, values in raw.items())
    }


# --- model --------------------------------------------------------------------------------------


def five_statistics(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return means, standard deviations (n - 1 in the denominator) and correlation of a cloud.

    Parameters
    ----------
    points : ndarray of shape (points, 2)
        x and y.

    Returns
    -------
    ndarray of shape (5,)
        In the order of `STATISTICS`.

    Examples
    --------
    >>> five_statistics(np.array([[0.0, 1.0], [2.0, 5.0], [4.0, 9.0]])).tolist()
    [2.0, 5.0, 2.0, 4.0, 1.0]
    """
    mean = points.sum(axis=0) / len(points)
    (xx, xy), (_, yy) = np.dot((points - mean).T, points - mean) / (len(points) - 1)
    return np.array([*mean, np.sqrt(xx), np.sqrt(yy), xy / np.sqrt(xx * yy)])


def explore_same_statistics(
    clouds: Clouds,
    show: str = "point clouds",
    start: str | None = None,
    end: str | None = None,
    morph: float = 0.0,
) -> SameStatisticsResult:
    """Go from one cloud to another, and from even samples to uneven ones, statistics unchanged.

    Parameters
    ----------
    clouds : Clouds
        The clouds to choose from.
    show : {"point clouds", "box plots"}
        What will be drawn.
    start, end : str, optional
        Names of two clouds, by default the first two.
    morph : float
        How far to go, from 0 to 1.

    Returns
    -------
    SameStatisticsResult
        The cloud and the samples on the way.

    Examples
    --------
    >>> result = explore_same_statistics(shipped_clouds(), start="ring", end="star", morph=0.5)
    >>> [f"{value:.2f}" for value in result.statistics["now"]]
    ['54.26', '47.83', '16.76', '26.93', '-0.06']
    """
    first, second, *_ = clouds.points
    start, end = start or first, end or second
    points = _frame(clouds, start, end, round(float(morph), 6))
    samples = box_samples()
    return SameStatisticsResult(
        clouds=clouds,
        show=show,
        start=start,
        end=end,
        morph=morph,
        points=points,
        statistics={
            "start": five_statistics(clouds.points[start]),
            "now": five_statistics(points),
            "end": five_statistics(clouds.points[end]),
        },
        # The quartiles of sorted samples are values of fixed rank, so mixing value by value mixes
        # equal quartiles.
        samples={
            name: (1 - morph) * samples["even"] + morph * values for name, values in samples.items()
        },
    )


@lru_cache(maxsize=64)
def _partners(clouds: Clouds, start: str, end: str) -> NDArray[np.intp]:
    """For each point of the start the point of the end it goes to, so that all go a short way."""
    a, b = clouds.points[start], clouds.points[end]
    return linear_sum_assignment(((a[:, None] - b) ** 2).sum(axis=-1))[1]


@lru_cache(maxsize=1024)
def _frame(clouds: Clouds, start: str, end: str, morph: float) -> NDArray[np.float64]:
    a = clouds.points[start]
    b = clouds.points[end][_partners(clouds, start, end)]
    straight = (1 - morph) * a + morph * b
    wanted = five_statistics(a)
    if morph in (0, 1) or start == end:
        return straight

    # Half way along the straight lines the points lie closer together than at either end. A
    # general optimiser nudges all of them until the five numbers are right again.
    scale = np.array([*wanted[2:4], *wanted[2:4], 1.0])

    def off(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        return (five_statistics(coordinates.reshape(-1, 2)) - wanted) / scale

    nudged = least_squares(off, straight.ravel(), tr_solver="lsmr", xtol=1e-10, max_nfev=30)
    return nudged.x.reshape(-1, 2)


# --- view ---------------------------------------------------------------------------------------


class SameStatisticsView(View[SameStatisticsResult]):
    """A cloud beside its five numbers, or five box plots beside their points."""

    size = (9.0, 4.0)

    def build(self, figure: "Figure", result: SameStatisticsResult) -> None:
        """Create the panels of both pictures; only one pair of them is seen at a time."""
        # Both pictures share the figure, so the places are given, not worked out for one of them.
        figure.set_layout_engine("none")
        self._build_clouds(figure, result)
        self._build_boxes(figure, result)

    def _build_clouds(self, figure: "Figure", result: SameStatisticsResult) -> None:
        self.cloud = figure.add_axes((0.08, 0.14, 0.42, 0.76))
        self.table = figure.add_axes((0.56, 0.14, 0.42, 0.76))
        everything = np.vstack(list(result.clouds.points.values()))
        low, high = everything.min(axis=0), everything.max(axis=0)
        margin = 0.06 * (high - low)
        # The same axes for every cloud: only so can eyes compare them.
        self.cloud.set(
            xlim=(low[0] - margin[0], high[0] + margin[0]),
            ylim=(low[1] - margin[1], high[1] + margin[1]),
            xlabel="x (no unit)",
            ylabel="y (no unit)",
        )
        self.cloud.set_title("The points")
        self.cloud.locator_params(nbins=6)
        (self.dots,) = self.cloud.plot([], [], "o", ms=5, mew=0, alpha=0.8, color=plots.PALETTE[0])
        self.table.set_title("Their statistics")
        self.table.set(xlim=(0, 1), ylim=(0, 1))
        self.table.axis("off")
        heights = np.linspace(0.74, 0.14, len(STATISTICS))
        for statistic, y in zip(STATISTICS, heights, strict=True):
            self.table.text(0, y, statistic)
        self.numbers = {}
        for name, x in (("start", 0.56), ("now", 0.78), ("end", 1.0)):
            style = {"ha": "right", "color": plots.PALETTE[0] if name == "now" else plots.INK}
            self.table.text(x, 0.9, name, weight="bold", **style)
            self.numbers[name] = [self.table.text(x, y, "", **style) for y in heights]

    def _build_boxes(self, figure: "Figure", result: SameStatisticsResult) -> None:
        self.boxes = figure.add_axes((0.13, 0.14, 0.37, 0.76))
        self.strips = figure.add_axes((0.56, 0.14, 0.42, 0.76))
        rows = range(len(result.samples))
        for axes, title in (
            (self.boxes, "The same box five times"),
            (self.strips, f"The {_SAMPLE_SIZE} values behind each"),
        ):
            axes.set(
                xlim=(-5, 105),
                ylim=(len(rows) - 0.5, -0.5),
                yticks=rows,
                yticklabels=[],
                xlabel="value (no unit; simulated)",
            )
            axes.set_title(title)
            axes.grid(axis="y", visible=False)
            axes.tick_params(axis="y", length=0)
        self.boxes.set_yticklabels(list(result.samples))
        # The numbers of the boxes never change, so nor do their artists.
        low, lower, median, upper, high = BOX
        ys = np.repeat(np.array(rows, dtype=float), 3)
        for a, b in ((low, lower), (upper, high)):
            self.boxes.plot(np.tile([a, b, np.nan], len(rows)), ys, color=plots.INK, lw=1.2)
        self.boxes.barh(
            rows, upper - lower, left=lower, height=0.5, color=plots.PALETTE[9], ec=plots.INK
        )
        ends = np.ravel([[row - 0.25, row + 0.25, np.nan] for row in rows])
        self.boxes.plot(np.repeat(median, len(ends)), ends, color=plots.INK, lw=2)
        self.jitter = np.random.default_rng(0).uniform(-0.3, 0.3, _SAMPLE_SIZE)
        self.values = [
            self.strips.plot([], [], "o", ms=3.5, mew=0, alpha=0.6, color=plots.PALETTE[0])[0]
            for _ in rows
        ]

    def update(self, result: SameStatisticsResult) -> None:
        """Move the points, write the numbers, and show the pair of panels that was asked for."""
        clouds = result.show == "point clouds"
        for axes in (self.cloud, self.table):
            axes.set_visible(clouds)
        for axes in (self.boxes, self.strips):
            axes.set_visible(not clouds)
        if clouds:
            self.dots.set_data(*result.points.T)
            for name, texts in self.numbers.items():
                for text, value in zip(texts, result.statistics[name], strict=True):
                    text.set_text(_two_decimals(value))
        else:
            for row, (dots, values) in enumerate(
                zip(self.values, result.samples.values(), strict=True)
            ):
                dots.set_data(values, row + self.jitter)


def _two_decimals(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


# --- explorer -----------------------------------------------------------------------------------


class SameStatisticsExplorer(Explorer[SameStatisticsResult]):
    """Change the shape of the data under statistics, or box plots, that stay as they are.

    Parameters
    ----------
    data : DataFrame, optional
        Your own clouds: columns ``shape``, ``x`` and ``y``, the same number of points (400 at most)
        and the same statistics to two decimals in each. By default the six clouds of the kit.

    Examples
    --------
    >>> explorer = SameStatisticsExplorer()
    >>> explorer.set(start="cloud", end="star", morph=0.5)
    >>> explorer.description
    '144 points, 50 % of the way from cloud to star: mean of x 54.26, mean of y 47.83, ...'
    """

    view_type = SameStatisticsView

    def __init__(self, data: pd.DataFrame | None = None) -> None:
        self._data = data
        self._clouds: Clouds | None = None
        super().__init__()

    def _load(self) -> Clouds:
        if self._clouds is None:
            self._clouds = shipped_clouds() if self._data is None else own_clouds(self._data)
        return self._clouds

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """What to show, the two clouds, and how far to go from one to the other."""
        names: Sequence[str]
        try:
            names = list(self._load().points)
        except ValueError:  # compute will say it where the reader sees it
            names = ["no cloud", "no other"]
        return {
            "show": widgets.Dropdown(
                options=["point clouds", "box plots"],
                description="Show",
                tooltip="Clouds with the same five statistics, or samples with the same box plot",
                layout=widgets.Layout(width="200px"),
            ),
            "start": widgets.Dropdown(
                options=names,
                value=names[0],
                description="From",
                tooltip="The cloud at the left end of the slider (point clouds only)",
                layout=widgets.Layout(width="170px"),
            ),
            "end": widgets.Dropdown(
                options=names,
                value=names[min(2, len(names) - 1)],
                description="To",
                tooltip="The cloud at the right end of the slider (point clouds only)",
                layout=widgets.Layout(width="170px"),
            ),
            "morph": widgets.FloatSlider(
                value=0.0,
                min=0.0,
                max=1.0,
                step=0.05,
                description="Change the shape",
                tooltip="From one cloud to the other, or from even samples to uneven ones",
                layout=widgets.Layout(width="380px"),
            ),
        }

    def compute(self, show: str, start: str, end: str, morph: float) -> SameStatisticsResult:
        """Run the model on the kit's clouds or the reader's own."""
        return explore_same_statistics(self._load(), show, start, end, morph)

    def describe(self, result: SameStatisticsResult) -> str:
        """The numbers that stay, and how far the data have changed under them."""
        way = f"{result.morph:.0%}".replace("%", " %")
        if result.show == "point clouds":
            numbers = ", ".join(
                f"{statistic} {_two_decimals(value)}"
                for statistic, value in zip(STATISTICS, result.statistics["now"], strict=True)
            )
            distance = np.linalg.norm(
                result.points - result.clouds.points[result.start], axis=1
            ).mean()
            change = np.abs(result.statistics["now"] - result.statistics["start"]).max()
            changed = "less than 0.005" if change < _TOLERANCE else f"up to {change:.2g}"
            return (
                f"{len(result.points)} points, {way} of the way from {result.start} to "
                f"{result.end}: {numbers}. Since the start the points have moved by {distance:.1f} "
                f"on average, these five numbers by {changed}."
            )
        low, lower, median, upper, high = BOX
        inside = ", ".join(
            f"{name} {np.count_nonzero(np.abs(values - median) < 5)}"
            for name, values in result.samples.items()
        )
        return (
            f"Five simulated samples of {_SAMPLE_SIZE} values, {way} of the way from even to "
            f"uneven: each has minimum {low:g}, quartiles {lower:g}, {median:g} and {upper:g}, "
            f"maximum {high:g}, so all box plots are equal. Values less than 5 from the median: "
            f"{inside}."
        )
