"""Overfitting: a model of one feature, its complexity, and the error it makes on new data."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.polynomial.chebyshev import chebvander
from numpy.typing import ArrayLike, NDArray
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsRegressor
from sklearn.tree import DecisionTreeRegressor

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View
from matml_teach.explorers.numbers import counted, three_digits
from matml_teach.explorers.own_data import finite_numbers, take_target

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

LEVELS = 15
"""Steps of complexity in each family of models, from simplest to most complex."""

Function = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_RESAMPLES = 15
_SMALLEST_SIZE = 20
_LARGEST_SIZE = 200
_FEWEST_ROWS = 60
_MOST_ROWS = 600
_FEWEST_VALUES = 5
_GRID = 200
_LONGEST_NAME = 34  # letters that fit along an axis

# Slopes and shifts of the neurons of the widest network: each is a smooth step at a random place.
_SLOPES = np.full(50, 20.0)
_SHIFTS = -_SLOPES * np.random.default_rng(0).uniform(-1, 1, 50)

# Weight decay, too little to hold overfitting back: it decides between neurons that the training
# set cannot tell apart.
_DECAY = 1e-3

# A validation error this close to the least is no reason to call a model worse.
_TOLERANCE = 0.05


@dataclass(frozen=True, eq=False)
class OverfittingProblem:
    """One feature and a target, for training and for validation.

    Attributes
    ----------
    x_train, x_validation : ndarray of shape (rows,)
        The feature. A training set of n rows is the first n rows of `x_train`.
    y_train, y_validation : ndarray of shape (rows,)
        The target.
    feature, target : str
        Their names, with the unit if there is one.
    """

    x_train: NDArray[np.float64]
    x_validation: NDArray[np.float64]
    y_train: NDArray[np.float64]
    y_validation: NDArray[np.float64]
    feature: str
    target: str


@dataclass(frozen=True)
class Family:
    """Models that differ only in their complexity.

    Attributes
    ----------
    knob : str
        Name of what sets the complexity.
    settings : callable
        From the number of training rows to the ``LEVELS`` values of the knob, simplest first.
    fit : callable
        From a value of the knob, the feature and the target to the fitted function.
    name : str
        How one model is called; the braces stand for the complexity.
    complexity : str
        How its complexity is called; the braces stand for the value of the knob.
    """

    knob: str
    settings: Callable[[int], tuple[float, ...]]
    fit: Callable[[float, NDArray[np.float64], NDArray[np.float64]], Function]
    name: str
    complexity: str


def _to_unit(x: NDArray[np.float64]) -> Function:
    """Map the range of the training set to −1 to 1, and clip what lies beyond.

    Clipped, a polynomial keeps its last value beyond the training set, as trees and neighbours do;
    otherwise a handful of extrapolated rows would make up the whole validation error.
    """
    low, high = x.min(), x.max()
    return lambda new: np.clip((2 * new - low - high) / ((high - low) or 1.0), -1, 1)


# NumPy fits a polynomial in a twentieth of the time of a scikit-learn pipeline, and thirty are
# fitted while a slider moves.
def _fit_polynomial(degree: float, x: NDArray[np.float64], y: NDArray[np.float64]) -> Function:
    # Chebyshev polynomials span the same functions as the powers, without their rounding errors.
    unit = _to_unit(x)
    weights = np.linalg.lstsq(chebvander(unit(x), int(degree)), y)[0]
    return lambda new: chebvander(unit(new), int(degree)) @ weights


def _fit_ridge(alpha: float, x: NDArray[np.float64], y: NDArray[np.float64]) -> Function:
    unit = _to_unit(x)
    powers = np.arange(1, 16)
    X = unit(x)[:, None] ** powers
    u, s, vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    weights = vt.T @ (s / (s**2 + alpha) * (u.T @ (y - y.mean())))
    return lambda new: y.mean() + (unit(new)[:, None] ** powers - X.mean(axis=0)) @ weights


def _fit_tree(depth: float, x: NDArray[np.float64], y: NDArray[np.float64]) -> Function:
    model = DecisionTreeRegressor(max_depth=int(depth), random_state=0).fit(x[:, None], y)
    return lambda new: model.predict(new[:, None])


def _fit_neighbours(k: float, x: NDArray[np.float64], y: NDArray[np.float64]) -> Function:
    model = KNeighborsRegressor(int(k)).fit(x[:, None], y)
    return lambda new: model.predict(new[:, None])


def _fit_network(width: float, x: NDArray[np.float64], y: NDArray[np.float64]) -> Function:
    unit = _to_unit(x)
    slopes, shifts = _SLOPES[: int(width)], _SHIFTS[: int(width)]

    def hidden(new: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.tanh(np.outer(unit(new), slopes) + shifts)

    H = hidden(x)
    centred = H - H.mean(axis=0)
    weights = np.linalg.solve(
        centred.T @ centred + _DECAY * np.eye(len(slopes)), centred.T @ (y - y.mean())
    )
    return lambda new: y.mean() + (hidden(new) - H.mean(axis=0)) @ weights


FAMILIES: dict[str, Family] = {
    "polynomial": Family(
        knob="degree",
        settings=lambda rows: tuple(range(1, LEVELS + 1)),
        fit=_fit_polynomial,
        name="polynomial of {}",
        complexity="degree {}",
    ),
    "ridge on degree 15": Family(
        knob="penalty α",
        settings=lambda rows: tuple(10.0**power for power in range(4, 4 - LEVELS, -1)),
        fit=_fit_ridge,
        name="polynomial of degree 15 with ridge penalty {}",
        complexity="α = {}",
    ),
    "decision tree": Family(
        knob="depth",
        settings=lambda rows: tuple(range(1, LEVELS + 1)),
        fit=_fit_tree,
        name="decision tree of {}",
        complexity="depth {}",
    ),
    "k-NN": Family(
        knob="neighbours k",
        # from all rows (the mean everywhere) down to one, evenly on a logarithmic scale
        settings=lambda rows: tuple(int(k) for k in np.rint(np.geomspace(rows, 1, LEVELS))),
        fit=_fit_neighbours,
        name="k-NN with {}",
        complexity="k = {}",
    ),
    "network": Family(
        knob="width (neurons)",
        settings=lambda rows: (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50),
        fit=_fit_network,
        name="network of {}",
        complexity="width {}",
    ),
}
"""The models to choose from.

The network has one hidden layer of tanh neurons with random, fixed weights; only the weights of
its output are fitted, by least squares with a slight weight decay, which takes a thousandth of the
time: G.-B. Huang et al., Neurocomputing 70, 489 (2006),
https://doi.org/10.1016/j.neucom.2005.12.126. A wider one contains the neurons of the narrower ones.
"""


@dataclass(frozen=True, eq=False)
class OverfittingResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : OverfittingProblem
        The data before noise was added.
    family : str
        Key of ``FAMILIES``.
    level, best_level : int
        The chosen complexity and the one of least validation error, from 1.
    settings : tuple of float
        The knob at each level.
    noise : float
        Standard deviation of the simulated noise, in units of the target.
    x, y : ndarray of shape (size,)
        The training set, noise included.
    grid, curve : ndarray of shape (points,)
        The fitted function.
    resampled : ndarray of shape (resamples, points)
        The same model fitted to bootstrap samples of the training set.
    spread : float
        Median over the grid of the standard deviation of these curves, in units of the target.
    bias, variance : float
        Squared units of the target, on the validation rows: squared error of the mean of these
        curves, which is squared bias and the noise of the rows, and the mean squared distance of
        the curves from their mean. Together they are the curves' mean squared error.
    training, validation : ndarray of shape (LEVELS,)
        Root-mean-square error at each level, in units of the target.
    verdict : str
        "underfits", "overfits" or "fits about as well as any".
    """

    problem: OverfittingProblem
    family: str
    level: int
    best_level: int
    settings: tuple[float, ...]
    noise: float
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    grid: NDArray[np.float64]
    curve: NDArray[np.float64]
    resampled: NDArray[np.float64]
    spread: float
    bias: float
    variance: float
    training: NDArray[np.float64]
    validation: NDArray[np.float64]
    verdict: str


# --- data ---------------------------------------------------------------------------------------


@cache
def moduli_problem() -> OverfittingProblem:
    """Mean Mendeleev number and bulk modulus of 600 compounds of the Materials Project.

    A fixed random sample of those with a positive bulk modulus. The Mendeleev number counts the
    elements in the order of their chemical likeness, group by group; its mean over the composition
    is a Magpie feature.

    Returns
    -------
    OverfittingProblem
        200 rows for training, 400 for validation. The target is the decimal logarithm of the bulk
        modulus in GPa.
    """
    from matml_teach.datasets import load_elasticity
    from matml_teach.features import CompositionFeaturizer

    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0].sample(_MOST_ROWS, random_state=0)
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table["formula"])
    x = magpie["MagpieData mean MendeleevNumber"].to_numpy(float)
    y = np.log10(table["bulk_modulus_GPa"].to_numpy(float))
    return _split(x, y, "mean Mendeleev number", "log₁₀(K/GPa)")


def own_problem(
    data: pd.DataFrame | ArrayLike | None, target: str | ArrayLike | None
) -> OverfittingProblem:
    """Check the reader's own data and split them into training and validation set.

    Parameters
    ----------
    data : data frame or array-like of shape (rows,) or (rows, 1)
        One numeric feature.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column in `data`.

    Returns
    -------
    OverfittingProblem
        Half of the rows, 200 at most, for training, the others for validation; 600 in all at most;
        a fixed random split.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    if target is None:
        raise ValueError("Say what to predict: OverfittingExplorer(data, target='column name').")
    if data is None:
        raise ValueError(
            "Give the data that belong to the target: OverfittingExplorer(data, target)."
        )
    if isinstance(data, (pd.DataFrame, pd.Series)):
        frame = pd.DataFrame(data).rename(columns=str)
        if isinstance(data, pd.Series) and data.name is None:
            frame.columns = ["feature"]
    else:
        array = np.asarray(data)
        frame = pd.DataFrame(array[:, None] if array.ndim == 1 else array)
        frame = frame.rename(columns=lambda place: f"feature {place + 1}")
    if not frame.columns.is_unique:
        raise ValueError("Two columns of the data have the same name; rename one.")
    name, y = take_target(frame, target)
    if frame.shape[1] != 1:
        raise ValueError(f"The data have {counted(frame.shape[1], 'feature')}; give exactly one.")
    if len(frame) < _FEWEST_ROWS:
        raise ValueError(
            f"The data have {counted(len(frame), 'row')}; give at least {_FEWEST_ROWS}."
        )
    feature = frame.columns[0]
    x = finite_numbers(feature, frame[feature], advice="choose another")
    y = finite_numbers(name, y, advice="choose another")
    for column, values in ((feature, x), (name, y)):
        if (count := len(np.unique(values))) < _FEWEST_VALUES:
            raise ValueError(
                f"Column {column!r} has {counted(count, 'different value')}; "
                f"choose one with at least {_FEWEST_VALUES}."
            )
    return _split(x, y, feature, name)


def _split(
    x: NDArray[np.float64], y: NDArray[np.float64], feature: str, target: str
) -> OverfittingProblem:
    rows = min(len(x), _MOST_ROWS)
    size = min(_LARGEST_SIZE, rows // 2)
    parts = train_test_split(x, y, train_size=size, test_size=rows - size, random_state=0)
    return OverfittingProblem(*parts, feature, target)


# --- model --------------------------------------------------------------------------------------


def explore_overfitting(
    problem: OverfittingProblem,
    family: str = "polynomial",
    level: int = 1,
    size: int = 30,
    noise: int = 0,
) -> OverfittingResult:
    """Fit one model, and find the errors of its family at every complexity.

    Parameters
    ----------
    problem : OverfittingProblem
        The data.
    family : {"polynomial", "ridge on degree 15", "decision tree", "k-NN", "network"}
        The kind of model.
    level : int
        Its complexity, from 1 to ``LEVELS``.
    size : int
        Rows of the training set.
    noise : int
        Standard deviation of normal noise that is simulated and added to the target of the
        training and the validation set, in per cent of the target's own standard deviation.

    Returns
    -------
    OverfittingResult
        The fit and the errors.

    Raises
    ------
    ValueError
        If there are fewer training rows than asked for.

    Examples
    --------
    >>> result = explore_overfitting(moduli_problem(), "polynomial", level=15)
    >>> result.verdict
    'overfits'
    >>> bool(result.training[14] < result.training[0])
    True
    """
    if size > len(problem.x_train):
        raise ValueError(
            f"There are only {len(problem.x_train)} training rows, not {size}; "
            "choose a smaller training set."
        )
    training, validation = _errors(problem, family, size, noise)
    curve, resampled, guesses = _curves(problem, family, level, size, noise)
    sigma, y, y_validation = _noisy(problem, noise)
    mean = guesses.mean(axis=0)
    best = int(np.argmin(validation))
    if validation[level - 1] <= (1 + _TOLERANCE) * validation[best]:
        verdict = "fits about as well as any"
    else:
        verdict = "underfits" if level - 1 < best else "overfits"
    return OverfittingResult(
        problem=problem,
        family=family,
        level=level,
        best_level=best + 1,
        settings=FAMILIES[family].settings(size),
        noise=sigma,
        x=problem.x_train[:size],
        y=y[:size],
        grid=_grid(problem),
        curve=curve,
        resampled=resampled,
        spread=float(np.median(resampled.std(axis=0))),
        bias=float(np.mean((y_validation - mean) ** 2)),
        variance=float(np.mean((guesses - mean) ** 2)),
        training=training,
        validation=validation,
        verdict=verdict,
    )


def _grid(problem: OverfittingProblem) -> NDArray[np.float64]:
    x = np.concatenate([problem.x_train, problem.x_validation])
    return np.linspace(x.min(), x.max(), _GRID)


def _noisy(
    problem: OverfittingProblem, noise: int
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Noise in units of the target, and the targets with it; the same draw at every size."""
    everything = np.concatenate([problem.y_train, problem.y_validation])
    sigma = float(noise / 100 * everything.std())
    noisy = everything + sigma * np.random.default_rng(0).standard_normal(len(everything))
    return sigma, noisy[: len(problem.y_train)], noisy[len(problem.y_train) :]


@lru_cache(maxsize=512)
def _errors(
    problem: OverfittingProblem, family: str, size: int, noise: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    _, y_train, y_validation = _noisy(problem, noise)
    x, y = problem.x_train[:size], y_train[:size]
    training, validation = np.empty(LEVELS), np.empty(LEVELS)
    for place, setting in enumerate(FAMILIES[family].settings(size)):
        predict = FAMILIES[family].fit(setting, x, y)
        training[place] = _rmse(y, predict(x))
        validation[place] = _rmse(y_validation, predict(problem.x_validation))
    return training, validation


def _rmse(y: NDArray[np.float64], predicted: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean((y - predicted) ** 2)))


@lru_cache(maxsize=512)
def _curves(
    problem: OverfittingProblem, family: str, level: int, size: int, noise: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    _, y_train, _ = _noisy(problem, noise)
    x, y = problem.x_train[:size], y_train[:size]
    grid = _grid(problem)
    fit, setting = FAMILIES[family].fit, FAMILIES[family].settings(size)[level - 1]
    rng = np.random.default_rng(0)
    rows = [rng.integers(size, size=size) for _ in range(_RESAMPLES)]
    refits = [fit(setting, x[some], y[some]) for some in rows]
    curves, guesses = (
        np.array([refit(where) for refit in refits]) for where in (grid, problem.x_validation)
    )
    return fit(setting, x, y)(grid), curves, guesses


# --- view ---------------------------------------------------------------------------------------


class OverfittingView(View[OverfittingResult]):
    """Left the training set and the fit, right the errors against complexity."""

    size = (9.0, 4.2)

    def build(self, figure: "Figure", result: OverfittingResult) -> None:
        """Create the two panels."""
        problem = result.problem
        # Room for a minus sign or a longer title, for which the layout is not worked out again.
        figure.get_layout_engine().set(w_pad=0.14, h_pad=0.08, wspace=0.05)
        self.fit, self.errors = figure.subplots(1, 2, width_ratios=[1.1, 1])
        blue, orange, green, red = plots.PALETTE[:4]

        self.fit_title = self.fit.set_title(" \n ", pad=22)
        low, high = result.grid[[0, -1]]
        margin = 0.03 * (high - low)
        self.fit.set(
            xlim=(low - margin, high + margin),
            xlabel=_shortened(problem.feature),
            ylabel=_shortened(problem.target),
        )
        self.fit.locator_params(nbins=6)
        self.resampled = [
            self.fit.plot([], [], color=orange, lw=0.9, alpha=0.35)[0] for _ in result.resampled
        ]
        self.resampled[0].set_label("bootstrap resamples")
        (self.points,) = self.fit.plot([], [], "o", color=blue, ms=5, mew=0, alpha=0.75)
        self.points.set_label("training set")
        (self.curve,) = self.fit.plot([], [], color=red, lw=2.2, label="fit")
        handles = [self.points, self.curve, self.resampled[0]]
        self._legend_above(self.fit, handles)

        self.errors_title = self.errors.set_title(" \n ", pad=22)
        self.errors.set(
            xlim=(0.4, LEVELS + 0.6),
            xticks=range(1, LEVELS + 1, 2),
            xlabel=" ",
            # Twice the error of predicting the mean: what lies beyond is not worth the room.
            ylim=(0, 2 * np.concatenate([problem.y_train, problem.y_validation]).std()),
            ylabel="root-mean-square error\nin " + _shortened(problem.target),
        )
        self.ticks: list[str] = []
        levels = np.arange(1, LEVELS + 1)
        self.chosen = self.errors.axvline(1, color="#949494", lw=1, zorder=1)
        (self.training,) = self.errors.plot(levels, levels, "o-", ms=3.5, color=blue)
        (self.validation,) = self.errors.plot(levels, levels, "s--", ms=3.5, color=red)
        (self.best,) = self.errors.plot([], [], "D", ms=11, mfc="none", mec=green, mew=2)
        (self.chosen_training,) = self.errors.plot([], [], "o", ms=9, color=blue)
        (self.chosen_validation,) = self.errors.plot([], [], "s", ms=9, color=red)
        (self.beyond,) = self.errors.plot([], [], "^", ms=9, color=red)
        self.training.set_label("training")
        self.validation.set_label("validation")
        self.best.set_label("least validation error")
        self._legend_above(self.errors, [self.training, self.validation, self.best])

    def _legend_above(self, axes: "Axes", handles: "list[Line2D]") -> None:
        axes.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(-0.02, 1),
            ncols=3,
            borderpad=0.2,
            borderaxespad=0,
            columnspacing=1,
            handlelength=1.6,
            handletextpad=0.5,
        )

    def update(self, result: OverfittingResult) -> None:
        """Move points, curves and marks; rename the complexity."""
        problem, family = result.problem, FAMILIES[result.family]
        self.points.set_data(result.x, result.y)
        self.curve.set_data(result.grid, result.curve)
        for line, curve in zip(self.resampled, result.resampled, strict=True):
            line.set_data(result.grid, curve)
        low, high = result.y.min(), result.y.max()
        margin = 0.15 * (high - low)
        # In steps of half a standard deviation, so that the axis seldom moves.
        step = 0.5 * problem.y_train.std() or 1.0
        bottom, top = np.floor((low - margin) / step), np.ceil((high + margin) / step)
        self.adjust(self.fit, ylim=(step * bottom, step * top))
        noise = (
            f"simulated noise of s.d. {three_digits(result.noise)}"
            if result.noise
            else "no noise added"
        )
        self.fit_title.set_text(f"{len(result.x)} training rows\n({noise})")

        place, best = result.level - 1, result.best_level - 1
        training, validation = result.training[place], result.validation[place]
        top = self.errors.get_ylim()[1]
        self.errors_title.set_text(
            f"{_complexity(result, place)}: {result.verdict}\n"
            f"training {three_digits(training)}, validation {three_digits(validation)}"
        )
        self.adjust(self.errors, xlabel=f"complexity: {family.knob}")
        ticks = [_tick(setting) for setting in result.settings[::2]]
        if ticks != self.ticks:
            self.ticks = ticks
            self.errors.set_xticklabels(ticks)
        self.training.set_ydata(result.training)
        self.validation.set_ydata(result.validation)
        self.chosen.set_xdata([result.level] * 2)
        self.best.set_data([result.best_level], [result.validation[best]])
        self.chosen_training.set_data([result.level], [training])
        self.chosen_validation.set_data([result.level], [validation])
        self.beyond.set_data([result.level], [0.97 * top])
        self.beyond.set_visible(validation > top)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


# --- explorer -----------------------------------------------------------------------------------


class OverfittingExplorer(Explorer[OverfittingResult]):
    """Make a model of one feature more complex: where does the error on new data turn?

    Beyond the range of the training set, every fit keeps its last value, polynomials too.

    Parameters
    ----------
    data : data frame or array-like of shape (rows,) or (rows, 1), optional
        Your own numeric feature. By default the mean Mendeleev number of 600
        compounds of the kit's elasticity data.
    target : str or array-like of shape (rows,), optional
        What to predict: a column of `data`, or the numbers themselves. By default the
        decimal logarithm of the bulk modulus in GPa.

    Examples
    --------
    >>> explorer = OverfittingExplorer()
    >>> explorer.set(family="k-NN", complexity=15)
    >>> explorer.state
    {'family': 'k-NN', 'complexity': 15, 'size': 30, 'noise': 0}
    >>> explorer.description
    'The k-NN with k = 1, trained on 30 rows, overfits: its root-mean-square error ...'
    """

    view_type = OverfittingView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
    ) -> None:
        self._data, self._target = data, target
        self._problem: OverfittingProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Family of models, complexity, training rows, simulated noise."""
        return {
            "family": widgets.Dropdown(
                options=list(FAMILIES),
                value="polynomial",
                description="Model",
                tooltip="Polynomial, the same with a ridge penalty, tree, k-NN, or network",
                layout=widgets.Layout(width="230px"),
            ),
            "complexity": widgets.IntSlider(
                value=1,
                min=1,
                max=LEVELS,
                description="Complexity (step)",
                tooltip="From simplest to most complex: higher degree, deeper tree, weaker "
                "penalty, fewer neighbours, wider network",
                layout=widgets.Layout(width="340px"),
            ),
            "size": widgets.IntSlider(
                value=30,
                min=_SMALLEST_SIZE,
                max=_LARGEST_SIZE,
                step=10,
                description="Training rows",
                tooltip="How many rows the model is fitted to",
                layout=widgets.Layout(width="300px"),
            ),
            "noise": widgets.IntSlider(
                value=0,
                min=0,
                max=100,
                step=10,
                description="Simulated noise (% of s.d.)",
                tooltip="Normal noise added to the target, in per cent of its standard deviation",
                layout=widgets.Layout(width="370px"),
            ),
        }

    def compute(self, family: str, complexity: int, size: int, noise: int) -> OverfittingResult:
        """Run the model on the kit's data or the reader's own."""
        if self._problem is None:
            own = self._data is not None or self._target is not None
            self._problem = own_problem(self._data, self._target) if own else moduli_problem()
        return explore_overfitting(self._problem, family, complexity, size, noise)

    def describe(self, result: OverfittingResult) -> str:
        """Verdict, both errors, the complexity of least validation error, scatter of the fit."""
        problem, family = result.problem, FAMILIES[result.family]
        place, best = result.level - 1, result.best_level - 1
        model = family.name.format(_complexity(result, place))
        noise = f" with simulated noise of {three_digits(result.noise)}" if result.noise else ""
        return (
            f"The {model}, trained on {len(result.x)} rows{noise}, {result.verdict}: its "
            f"root-mean-square error in {problem.target} is "
            f"{three_digits(result.training[place])} on the training set "
            f"and {three_digits(result.validation[place])} on "
            f"{len(problem.x_validation)} validation rows. The validation error is least, "
            f"{three_digits(result.validation[best])}, at {_complexity(result, best)}. Refitted "
            f"to {len(result.resampled)} bootstrap resamples of the training set, the curve "
            f"scatters by {three_digits(result.spread)} (median standard deviation). "
            f"The mean squared validation error of these refits, "
            f"{three_digits(result.bias + result.variance)}, is {three_digits(result.bias)} of "
            f"squared bias and noise plus {three_digits(result.variance)} of variance."
        )


def _power(setting: float) -> int | None:
    """The exponent of a penalty, which is a float; degrees, depths and k are whole numbers."""
    return round(np.log10(setting)) if isinstance(setting, float) else None


def _complexity(result: OverfittingResult, place: int) -> str:
    setting = result.settings[place]
    power = _power(setting)
    value = str(setting) if power is None else f"1e{power}"
    return FAMILIES[result.family].complexity.format(value)


def _tick(setting: float) -> str:
    power = _power(setting)
    return str(setting) if power is None else f"$10^{{{power}}}$"
