"""Optimisers: the paths of SGD, momentum and Adam down the loss surface of a straight line."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit
from matml_teach.explorers.numbers import counted
from matml_teach.explorers.own_data import finite_numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

OPTIMISERS = ("SGD", "momentum", "Adam")
LEARNING_RATES = (
    *(float(f"{digit}e{power}") for power in range(-6, 1) for digit in (1, 1.5, 2, 3, 5, 7)),
    10.0,
)
"""Evenly spread over the decades, as loss surfaces need it."""

_MOST_STEPS = 500
_SMALLEST_SIZE = 3
_FARTHEST_START = 3.0
# Growth of the loss since the first step that only a diverging path reaches: one step alone may
# overshoot by any amount, but Adam's steps are all about equally long.
_DIVERGED = 1e6
# Heights of the contour lines above the lowest loss, in variances of the target.
_HEIGHTS = np.array([0.03, 0.1, 0.3, 1, 3, 10, 30])


@dataclass(frozen=True, eq=False)
class LineProblem:
    """One feature and the target that a straight line predicts from it.

    Attributes
    ----------
    x, y : ndarray of shape (rows,)
        Feature and target, each in its own unit.
    feature, target : str
        Their names.
    feature_unit, target_unit : str
        Their units; empty if not known.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    feature: str
    target: str
    feature_unit: str
    target_unit: str


@dataclass(frozen=True, eq=False)
class OptimiserResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : LineProblem
        The data.
    scaled : bool
        Whether the line is fitted to the standardised feature.
    learning_rate : float
        The setting.
    steps : int
        The setting.
    batch : int
        Rows that each step's gradient is computed from; 0 stands for all.
    best, start : ndarray of shape (2,)
        Slope and intercept of the lowest loss, and where the paths start.
    lowest : float
        The lowest loss, in squared units of the target.
    limit : float
        Learning rate above which gradient descent on all rows diverges: two divided by the largest
        curvature of the loss.
    paths : dict of str to ndarray of shape (steps taken + 1, 2)
        Slope and intercept, the start first; a diverged path ends early.
    losses : dict of str to ndarray of shape (steps taken + 1,)
        Mean squared error over all rows along each path, in squared units of the target.
    diverged : dict of str to bool
        Whether a path ended because its loss grew a millionfold.
    settled : dict of str to int or None
        Step from which a path's loss stays within 1 % of the lowest one.
    window : tuple of float
        Least and greatest slope, least and greatest intercept of the surface.
    levels : ndarray of shape (contours,)
        Loss on each contour line of the surface, rising.
    contours : ndarray of shape (contours, points, 2)
        Slope and intercept along each contour line, an ellipse.
    """

    problem: LineProblem
    scaled: bool
    learning_rate: float
    steps: int
    batch: int
    best: NDArray[np.float64]
    start: NDArray[np.float64]
    lowest: float
    limit: float
    paths: dict[str, NDArray[np.float64]]
    losses: dict[str, NDArray[np.float64]]
    diverged: dict[str, bool]
    settled: dict[str, int | None]
    window: tuple[float, float, float, float]
    levels: NDArray[np.float64]
    contours: NDArray[np.float64]


# --- data ---------------------------------------------------------------------------------------


@cache
def moduli_line() -> LineProblem:
    """Shear modulus against bulk modulus of the Materials Project's compounds.

    Returns
    -------
    LineProblem
        All 6157 compounds for which both are known and positive, in GPa.
    """
    from matml_teach.datasets import load_elasticity

    table = load_elasticity()
    bulk, shear = (table[f"{name}_modulus_GPa"].to_numpy(float) for name in ("bulk", "shear"))
    good = (bulk > 0) & (shear > 0)
    return LineProblem(bulk[good], shear[good], "bulk modulus", "shear modulus", "GPa", "GPa")


def own_line(data: pd.DataFrame | ArrayLike | None, target: str | ArrayLike | None) -> LineProblem:
    """Check the reader's own feature and target.

    Parameters
    ----------
    data : data frame or array-like of shape (rows,) or (rows, 1)
        The feature; a frame may hold the target as its second column.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column in `data`.

    Returns
    -------
    LineProblem
        All rows, units unknown.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    if target is None:
        raise ValueError("Say what to predict: give target='column name' or the numbers.")
    if data is None:
        raise ValueError("Give the feature too, as the first argument.")
    if isinstance(data, pd.DataFrame):
        frame = data.rename(columns=str)
    else:
        frame = pd.DataFrame(np.asarray(data))
        frame.columns = [str(getattr(data, "name", None) or "feature")] * frame.shape[1]
    if isinstance(target, str):
        if list(frame.columns).count(target) != 1:
            raise ValueError(
                f"There is not one column {target!r}; the columns are {', '.join(frame.columns)}."
            )
        name, y = target, frame.pop(target)
    else:
        name, y = str(getattr(target, "name", None) or "target"), pd.Series(np.ravel(target))
    if frame.shape[1] != 1:
        raise ValueError(
            f"This explorer takes one feature, the data have {frame.shape[1]}; give one."
        )
    if len(frame) != len(y):
        raise ValueError(
            f"The data have {counted(len(frame), 'row')} but the target has {len(y)} values."
        )
    if len(y) < _SMALLEST_SIZE:
        raise ValueError(f"The data have {counted(len(y), 'row')}; give at least {_SMALLEST_SIZE}.")
    feature = str(frame.columns[0])
    x, y = _varying_numbers(feature, frame.iloc[:, 0]), _varying_numbers(name, y)
    return LineProblem(x, y, feature, name, "", "")


def _varying_numbers(column: str, values: pd.Series) -> NDArray[np.float64]:
    numbers = finite_numbers(column, values, advice="choose another")
    if np.ptp(numbers) == 0:
        raise ValueError(f"Column {column!r} is the same in every row; choose one that varies.")
    return numbers


# --- model --------------------------------------------------------------------------------------


def optimiser_path(
    optimiser: str,
    gradient: Callable[[int, NDArray[np.float64]], NDArray[np.float64]],
    start: ArrayLike,
    learning_rate: float,
    steps: int,
) -> NDArray[np.float64]:
    """Follow an optimiser for a number of steps.

    Parameters
    ----------
    optimiser : {"SGD", "momentum", "Adam"}
        Plain steps against the gradient; the same with a velocity that keeps nine tenths of itself
        at every step; Adam as in Kingma and Ba, Algorithm 1, with its default decay rates 0.9 and
        0.999 and both moments corrected for their start at zero.
    gradient : callable
        Gradient of the loss for the number of the step (from 0) and the parameters.
    start : array-like of shape (parameters,)
        Where the path begins.
    learning_rate : float
        In units of parameter over gradient; for Adam in units of the parameter.
    steps : int
        Number of steps.

    Returns
    -------
    ndarray of shape (steps + 1, parameters)
        The start and the place after each step.

    Raises
    ------
    ValueError
        If there is no such optimiser.

    References
    ----------
    D. P. Kingma and J. Ba, Adam: A Method for Stochastic Optimization, ICLR 2015,
    https://doi.org/10.48550/arXiv.1412.6980

    Examples
    --------
    >>> optimiser_path("SGD", lambda step, place: 2 * place, [8.0], 0.25, 3).ravel().tolist()
    [8.0, 4.0, 2.0, 1.0]
    """
    if optimiser not in OPTIMISERS:
        raise ValueError(f"optimiser is one of {', '.join(OPTIMISERS)}, not {optimiser!r}")
    path = np.empty((steps + 1, np.size(start)))
    path[0] = start
    first = np.zeros(path.shape[1])  # velocity, or Adam's mean of the gradients
    second = np.zeros(path.shape[1])  # Adam's mean of their squares
    for step in range(steps):
        slope = gradient(step, path[step])
        if optimiser == "Adam":
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope**2
            mean, square = first / (1 - 0.9 ** (step + 1)), second / (1 - 0.999 ** (step + 1))
            move = mean / (np.sqrt(square) + 1e-8)
        else:
            first = (0.9 if optimiser == "momentum" else 0.0) * first + slope
            move = first
        path[step + 1] = path[step] - learning_rate * move
    return path


def explore_optimisers(
    problem: LineProblem,
    learning_rate: float = 0.7,
    steps: int = 200,
    scaled: bool = True,
    batch: int = 0,
    start_slope: float = -2.5,
    start_intercept: float = 1.0,
) -> OptimiserResult:
    """Let SGD, momentum and Adam fit a straight line by its mean squared error.

    Parameters
    ----------
    problem : LineProblem
        The data.
    learning_rate : float
        The same for the three.
    steps : int
        Up to 500.
    scaled : bool
        Standardise the feature first.
    batch : int
        Rows drawn at random, with replacement, for the gradient of each step; 0 takes all.
    start_slope, start_intercept : float
        Distance of the first line from the best one, both written for the standardised feature, in
        standard deviations of the target. So the first line is the same whether `scaled` or not.

    Returns
    -------
    OptimiserResult
        Paths, losses and the surface.

    Raises
    ------
    ValueError
        If `steps` is not from 1 to 500, or the learning rate is not positive.

    Examples
    --------
    >>> result = explore_optimisers(moduli_line(), learning_rate=0.2)
    >>> round(result.limit, 6)
    1.0
    >>> explore_optimisers(moduli_line(), learning_rate=2.0).diverged["SGD"]
    True
    """
    if not 1 <= steps <= _MOST_STEPS:
        raise ValueError(f"The steps are from 1 to {_MOST_STEPS}, not {steps}.")
    if not learning_rate > 0:
        raise ValueError(f"The learning rate is a positive number, not {learning_rate}.")
    x = _feature(problem, scaled)
    hessian, best, lowest = _quadratic(problem, scaled)
    window, levels, contours = _surface(problem, scaled)
    offset = np.array([start_slope, start_intercept]) * problem.y.std()
    start = best + (offset if scaled else _unscaled(problem, offset))
    paths, losses, diverged, settled = {}, {}, {}, {}
    tolerance = max(0.01 * lowest, 1e-6 * problem.y.var())
    for optimiser in OPTIMISERS:
        # The steps are a longer or shorter look at one and the same path.
        path = _path(problem, optimiser, scaled, batch, learning_rate, start[0], start[1])
        path = path[: steps + 1]
        away = path - best
        with np.errstate(over="ignore", invalid="ignore"):
            loss = lowest + 0.5 * np.einsum("si,ij,sj->s", away, hessian, away)
        loss = np.nan_to_num(loss, nan=np.inf)
        gone = loss > _DIVERGED * max(*loss[:2], problem.y.var())
        diverged[optimiser] = bool(gone.any())
        if gone.any():
            end = int(np.argmax(gone)) + 1
            path, loss = path[:end], loss[:end]
        outside = np.flatnonzero(loss > lowest + tolerance)
        first = int(outside[-1]) + 1 if outside.size else 0
        settled[optimiser] = first if first < len(loss) and not diverged[optimiser] else None
        paths[optimiser], losses[optimiser] = path, loss
    return OptimiserResult(
        problem=problem,
        scaled=scaled,
        learning_rate=learning_rate,
        steps=steps,
        batch=min(batch, len(x)),
        best=best,
        start=start,
        lowest=lowest,
        limit=float(2 / np.linalg.eigvalsh(hessian)[-1]),
        paths=paths,
        losses=losses,
        diverged=diverged,
        settled=settled,
        window=window,
        levels=levels,
        contours=contours,
    )


def _unscaled(problem: LineProblem, offset: NDArray[np.float64]) -> NDArray[np.float64]:
    """Change of slope and intercept, standardised feature -> feature in its own unit."""
    slope = offset[0] / problem.x.std()
    return np.array([slope, offset[1] - slope * problem.x.mean()])


@lru_cache(maxsize=8)
def _feature(problem: LineProblem, scaled: bool) -> NDArray[np.float64]:
    return (problem.x - problem.x.mean()) / problem.x.std() if scaled else problem.x


@lru_cache(maxsize=8)
def _quadratic(
    problem: LineProblem, scaled: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Curvature, place and value of the minimum: the squared error of a line is quadratic."""
    x = _feature(problem, scaled)
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    centred = x - x.mean()
    slope = np.mean(centred * problem.y) / np.mean(centred**2)
    best = np.array([slope, problem.y.mean() - slope * x.mean()])
    return hessian, best, float(np.mean((problem.y - slope * x - best[1]) ** 2))


@lru_cache(maxsize=8)
def _surface(
    problem: LineProblem, scaled: bool
) -> tuple[tuple[float, float, float, float], NDArray[np.float64], NDArray[np.float64]]:
    """Window as wide as the start can be moved, and the contour lines of the loss."""
    _, best, lowest = _quadratic(problem, scaled)
    spread = problem.y.std()
    reach = 1.15 * _FARTHEST_START * spread
    corners = [np.array([i, j]) * reach for i in (-1.0, 1.0) for j in (-1.0, 1.0)]
    # For the standardised feature the loss rises as the squared distance, alike in all directions.
    angle = np.linspace(0, 2 * np.pi, 181)
    circle = spread * np.column_stack([np.cos(angle), np.sin(angle)])
    if not scaled:
        corners = [_unscaled(problem, corner) for corner in corners]
        circle = np.array([_unscaled(problem, point) for point in circle])
    slope, intercept = np.max(np.abs(corners), axis=0)
    window = (best[0] - slope, best[0] + slope, best[1] - intercept, best[1] + intercept)
    contours = best + np.sqrt(_HEIGHTS)[:, None, None] * circle
    return tuple(map(float, window)), lowest + _HEIGHTS * problem.y.var(), contours


@lru_cache(maxsize=256)
def _path(
    problem: LineProblem,
    optimiser: str,
    scaled: bool,
    batch: int,
    learning_rate: float,
    slope: float,
    intercept: float,
) -> NDArray[np.float64]:
    hessian, best, _ = _quadratic(problem, scaled)
    if batch and batch < len(problem.y):
        hessians, pulls = _batches(problem, scaled, batch)

        def gradient(step: int, place: NDArray[np.float64]) -> NDArray[np.float64]:
            return hessians[step] @ place - pulls[step]
    else:

        def gradient(step: int, place: NDArray[np.float64]) -> NDArray[np.float64]:
            return hessian @ (place - best)

    with np.errstate(over="ignore", invalid="ignore"):
        return optimiser_path(optimiser, gradient, (slope, intercept), learning_rate, _MOST_STEPS)


@lru_cache(maxsize=8)
def _batches(
    problem: LineProblem, scaled: bool, batch: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both terms of the gradient of each step's own rows: it is hessian @ place - pull."""
    rows = np.random.default_rng(0).integers(len(problem.y), size=(_MOST_STEPS, batch))
    x, y = _feature(problem, scaled)[rows], problem.y[rows]
    design = np.stack([x, np.ones_like(x)], axis=-1)
    hessians = 2 * np.einsum("sri,srj->sij", design, design) / batch
    return hessians, 2 * np.einsum("sri,sr->si", design, y) / batch


# --- view ---------------------------------------------------------------------------------------


class OptimiserView(View[OptimiserResult]):
    """Left the loss surface with the three paths, right the loss against the step."""

    size = (9.0, 4.4)

    def build(self, figure: "Figure", result: OptimiserResult) -> None:
        """Create the contours and their colour bar, a path and a loss curve per optimiser."""
        from matplotlib import colormaps
        from matplotlib.cm import ScalarMappable
        from matplotlib.colors import BoundaryNorm, ListedColormap
        from matplotlib.patches import Polygon

        figure.get_layout_engine().set(wspace=0.06)
        self.surface, self.loss = figure.subplots(1, 2, width_ratios=[1.25, 1])
        unit = _squared(result.problem.target_unit)
        # Pale, so that the paths stand out; the last colour is for all that lies higher.
        shades = colormaps["cividis"](np.linspace(1.0, 0.3, len(_HEIGHTS) + 1))
        shades[:, :3] = 0.5 * shades[:, :3] + 0.5
        self.surface.set_facecolor(shades[-1])
        self.bands = [
            self.surface.add_patch(Polygon(contour, facecolor=shade, edgecolor="white", lw=0.8))
            for contour, shade in list(zip(result.contours, shades[:-1], strict=True))[::-1]
        ]
        bounds = [result.lowest, *result.levels]
        bar = figure.colorbar(
            ScalarMappable(BoundaryNorm(bounds, len(shades), extend="max"), ListedColormap(shades)),
            ax=self.surface,
            pad=0.02,
            fraction=0.05,
        )
        bar.set_ticks(bounds, labels=[_number(bound) for bound in bounds])
        bar.ax.set_title(f"loss\n({unit})" if unit else "loss", fontsize=9.5, loc="left")
        self.surface.grid(visible=False)
        self.surface.locator_params(nbins=6)
        self.surface.ticklabel_format(scilimits=(-3, 4))
        self.surface.set_title("Loss surface and paths", pad=24)
        # A fixed place, as the tick labels grow and shrink with the feature's scale.
        self.surface.yaxis.set_label_coords(-0.15, 0.5)
        looks = zip(
            OPTIMISERS,
            (plots.INK, plots.PALETTE[3], plots.PALETTE[0]),
            ("o", "^", "s"),  # told apart without colour too
            (2.2, 2.1, 2.3),  # momentum swings to and fro along the others' paths
            strict=True,
        )
        self.paths, self.curves = {}, {}
        for name, colour, marker, order in looks:
            (self.paths[name],) = self.surface.plot(
                [], [], marker + "-", lw=1.2, ms=4, mew=0, color=colour, zorder=order
            )
            (self.curves[name],) = self.loss.plot([], [], lw=1.6, color=colour, zorder=order)
        ink = plots.INK
        (self.start,) = self.surface.plot([], [], "o", ms=11, mfc="none", mec=ink, mew=1.6)
        (self.best,) = self.surface.plot([], [], "+", ms=14, mec=ink, mew=2)
        for mark in (self.start, self.best):
            mark.set_zorder(3)
        self.surface.legend(
            [self.start, self.best],
            ["start", "minimum"],
            # Right, as a power of ten may stand on the left.
            loc="lower right",
            bbox_to_anchor=(1.02, 1.0),
            ncols=2,
            markerscale=0.7,
            columnspacing=1.2,
            handletextpad=0.3,
            borderpad=0.2,
            borderaxespad=0.2,
        )

        self.loss.set_yscale("log")
        self.loss.minorticks_off()  # dozens of marks that nobody reads, each drawn again
        self.loss.set_xlabel("step")
        self.loss.locator_params(axis="x", nbins=6)
        self.loss.set_ylabel(f"mean squared error ({unit})" if unit else "mean squared error")
        self.loss.yaxis.set_label_coords(-0.22, 0.5)
        self.floor = self.loss.axhline(result.lowest, color=plots.INK, lw=1, ls=":")
        # Above the axes, where no curve can run behind it.
        self.legend = self.loss.legend(
            list(self.paths.values()),
            OPTIMISERS,
            loc="lower left",
            bbox_to_anchor=(-0.22, 1.0),
            markerscale=1.5,
            borderpad=0.2,
            borderaxespad=0.2,
            handlelength=1.6,
        )
        self.legend.set_animated(True)  # its texts change with every setting

    def update(self, result: OptimiserResult) -> None:
        """Move paths and curves; exchange the surface if the feature's scale has changed."""
        problem, window = result.problem, result.window
        for band, contour in zip(self.bands, result.contours[::-1], strict=True):
            band.set_xy(contour)
        below = "s.d." if result.scaled else problem.feature_unit
        unit = problem.target_unit
        self.adjust(
            self.surface,
            xlim=tuple(window[:2]),
            ylim=tuple(window[2:]),
            xlabel=f"slope ({unit or 'target'} per {below or 'unit of the feature'})",
            ylabel=f"intercept ({unit or 'unit of the target'})",
        )
        self.start.set_data(result.start[:1], result.start[1:])
        self.best.set_data(result.best[:1], result.best[1:])
        size = np.array([window[1] - window[0], window[3] - window[2]])
        for name, path in result.paths.items():
            # Coordinates far outside would overflow when drawn: the line ends where it is long out
            # of the picture.
            far = np.flatnonzero(np.any(np.abs(path - result.best) > 20 * size, axis=1))
            seen = path[: far[0] + 1].copy() if far.size else path
            if far.size:
                last = seen[-1] - seen[-2]
                seen[-1] = seen[-2] + last * min(1.0, 40 / np.max(np.abs(last) / size))
            self.paths[name].set_data(seen[:, 0], seen[:, 1])
            self.curves[name].set_data(np.arange(len(path)), result.losses[name])
        for text, name in zip(self.legend.get_texts(), OPTIMISERS, strict=True):
            text.set_text(f"{name}: {_verdict(result, name)}")
        highest = max(loss.max() for loss in result.losses.values())
        # A thousandfold of the start is enough to see a curve leave.
        ceiling = min(highest, 1e3 * max(loss[0] for loss in result.losses.values()))
        ceiling = max(ceiling, result.levels[0])
        floor = max(result.lowest, 1e-8 * ceiling)
        # The bottom is as round as the top.
        low, high = 1 / round_limit(1.2 / floor), round_limit(max(1.2 * ceiling, 12 * floor))
        if self.loss.get_ylim() != (low, high):
            ticks = _log_ticks(low, high)
            self.loss.set_yticks(ticks, labels=[_number(tick) for tick in ticks])
        self.adjust(self.loss, xlim=(0, round_limit(result.steps)), ylim=(low, high))


def _log_ticks(low: float, high: float) -> list[float]:
    """Round numbers between two others: 1, 2, 5 of each decade, or whole decades of many."""
    digits = (1, 2, 5) if high < 200 * low else (1,)
    first, last = int(np.floor(np.log10(low))), int(np.ceil(np.log10(high)))
    apart = 1 + (last - first) // 7
    numbers = [
        float(f"{digit}e{power}") for power in range(first, last + 1, apart) for digit in digits
    ]
    return [number for number in numbers if low <= number <= high]


# --- explorer -----------------------------------------------------------------------------------


class OptimiserExplorer(Explorer[OptimiserResult]):
    """Set the learning rate: do SGD, momentum and Adam reach the bottom, crawl or diverge?

    Parameters
    ----------
    data : data frame or array-like of shape (rows,) or (rows, 1), optional
        Your own feature. By default the bulk moduli of the kit's elasticity data.
    target : str or array-like of shape (rows,), optional
        What the line predicts: a column of `data`, or the numbers themselves. By default the shear
        moduli.

    Examples
    --------
    >>> explorer = OptimiserExplorer()
    >>> explorer.set(scaled=False, learning_rate=0.001)
    >>> explorer.description
    'Bulk modulus in its own unit, learning rate 0.001, gradients of all 6157 rows. ...'
    """

    view_type = OptimiserView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
    ) -> None:
        self._data, self._target = data, target
        self._problem: LineProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Learning rate, steps, scaling, batch size, and where to start."""
        start = {"min": -_FARTHEST_START, "max": _FARTHEST_START, "step": 0.25}
        tooltip = (
            "How far the first line's {} (for the scaled feature) lies from the best one,"
            " in standard deviations of the target"
        )
        return {
            "learning_rate": widgets.SelectionSlider(
                options=[(_rate(rate), rate) for rate in LEARNING_RATES],
                value=0.7,
                description="Learning rate",
                tooltip="Factor of every step, the same for the three optimisers",
                layout=widgets.Layout(width="360px"),
            ),
            "steps": widgets.IntSlider(
                value=200,
                min=10,
                max=_MOST_STEPS,
                step=10,
                description="Steps",
                tooltip="How many steps each optimiser takes",
                layout=widgets.Layout(width="300px"),
            ),
            "scaled": widgets.Checkbox(
                value=True,
                description="Feature scaled",
                tooltip="Standardise the feature: mean 0, standard deviation 1",
                indent=False,
                layout=widgets.Layout(width="130px"),
            ),
            "batch": widgets.Dropdown(
                options=[("all", 0), ("256", 256), ("32", 32), ("4", 4)],
                value=0,
                description="Rows per step",
                tooltip="How many rows, drawn at random, each gradient is computed from",
                layout=widgets.Layout(width="180px"),
            ),
            "start_slope": widgets.FloatSlider(
                value=-2.5,
                **start,
                description="Start: slope (s.d.)",
                tooltip=tooltip.format("slope"),
                layout=widgets.Layout(width="320px"),
            ),
            "start_intercept": widgets.FloatSlider(
                value=1.0,
                **start,
                description="Start: intercept (s.d.)",
                tooltip=tooltip.format("intercept"),
                layout=widgets.Layout(width="340px"),
            ),
        }

    def compute(
        self,
        learning_rate: float,
        steps: int,
        scaled: bool,
        batch: int,
        start_slope: float,
        start_intercept: float,
    ) -> OptimiserResult:
        """Run the model on the kit's data or the reader's own."""
        if self._problem is None:
            own = self._data is not None or self._target is not None
            self._problem = own_line(self._data, self._target) if own else moduli_line()
        return explore_optimisers(
            self._problem, learning_rate, steps, scaled, batch, start_slope, start_intercept
        )

    def describe(self, result: OptimiserResult) -> str:
        """Setting, how each optimiser fared, and the learning rate that would be too large."""
        problem = result.problem
        feature = problem.feature[:1].upper() + problem.feature[1:]
        scale = "standardised" if result.scaled else "in its own unit"
        rows = f"{result.batch} random rows" if result.batch else f"all {len(problem.y)} rows"
        unit = f" {_squared(problem.target_unit)}".rstrip()
        fates = "; ".join(
            f"{name} {_verdict(result, name)}"
            + (
                " (its loss grew more than a millionfold)"
                if result.diverged[name]
                else f" (loss {_number(result.losses[name][-1])}{unit})"
            )
            for name in OPTIMISERS
        )
        start = next(iter(result.losses.values()))[0]
        return (
            f"{feature} {scale}, learning rate {_rate(result.learning_rate)}, gradients of {rows}. "
            f"From a loss of {_number(start)}{unit}, the lowest being {_number(result.lowest)}"
            f"{unit}, in {result.steps} steps: {fates}. "
            f"On all rows SGD diverges on this surface for learning rates above "
            f"{_rate(float(f'{result.limit:.2g}'))}."
        )


def _verdict(result: OptimiserResult, optimiser: str) -> str:
    """How a path ends, in a few words."""
    losses = result.losses[optimiser]
    if result.diverged[optimiser]:
        return f"diverged by step {len(losses) - 1}"
    if result.settled[optimiser] is not None:
        return f"within 1 % from step {result.settled[optimiser]}"
    if losses[-1] > losses[0]:
        return "ends higher than it started"
    return f"{_number(losses[-1] / result.lowest)} × lowest loss" if result.lowest else "on its way"


def _squared(unit: str) -> str:
    return f"{unit}²" if unit else ""


def _rate(value: float) -> str:
    """A learning rate as people write it."""
    return f"{value:g}" if value >= 0.001 else _power(value)


def _number(value: float) -> str:
    """Three significant digits; whole numbers from a thousand to a hundred thousand."""
    if 999.5 <= abs(value) < 99999.5:
        return f"{value:.0f}"
    if abs(value) >= 99999.5 or 0 < abs(value) < 0.001:
        return _power(value)
    return f"{value:#.3g}".removesuffix(".")


def _power(value: float) -> str:
    digits, power = f"{value:.2e}".split("e")
    exponent = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{float(digits):g}·10{exponent}".removeprefix("1·")
