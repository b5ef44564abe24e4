"""Learning curves: how the errors of two models change as the training set grows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.base import RegressorMixin
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import root_mean_squared_error
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit
from matml_teach.explorers.numbers import counted, three_digits
from matml_teach.explorers.own_data import finite_numbers, own_frame, take_target

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MODELS: dict[str, Callable[[], RegressorMixin]] = {
    "ridge": lambda: make_pipeline(StandardScaler(), Ridge()),
    "k-NN": lambda: make_pipeline(StandardScaler(), KNeighborsRegressor(5)),
    "random forest": lambda: RandomForestRegressor(20, max_features=1 / 3, random_state=0),
}

STEPS = 7
"""Sizes of the training set, evenly on a logarithmic scale."""

_REPEATS = 5
_SMALLEST_SIZE = 20
_FEWEST_ROWS = 80
_MOST_ROWS = 1600
_MOST_FEATURES = 150
_LONGEST_NAME = 40  # letters that fit along an axis


@dataclass(frozen=True, eq=False)
class LearningProblem:
    """Features and a target.

    Attributes
    ----------
    X : ndarray of shape (rows, features)
        The features.
    y : ndarray of shape (rows,)
        The target.
    target : str
        Its name, with the unit if there is one.
    """

    X: NDArray[np.float64]
    y: NDArray[np.float64]
    target: str


@dataclass(frozen=True, eq=False)
class Curve:
    """Errors of one model.

    Attributes
    ----------
    training, validation : ndarray of shape (repeats, STEPS)
        Root-mean-square errors in units of the target.
    """

    training: NDArray[np.float64]
    validation: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LearningResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : LearningProblem
        The data.
    step : int
        The marked size, from 1.
    sizes : tuple of int
        The sizes of the training set.
    validation_rows : int
        Size of the validation set.
    curves : dict of str to Curve
        The curve of each of the two models.
    crossings : tuple of float
        Sizes at which the mean validation errors cross.
    """

    problem: LearningProblem
    step: int
    sizes: tuple[int, ...]
    validation_rows: int
    curves: dict[str, Curve]
    crossings: tuple[float, ...]


# --- data ---------------------------------------------------------------------------------------


@cache
def moduli_problem() -> LearningProblem:
    """Composition features and bulk modulus of 1600 compounds of the Materials Project.

    A fixed random sample of those with a positive bulk modulus. The 44 features are the Magpie
    means and ranges over the composition.

    Returns
    -------
    LearningProblem
        The target is the decimal logarithm of the bulk modulus in GPa.
    """
    from matml_teach.datasets import load_elasticity
    from matml_teach.features import CompositionFeaturizer

    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0].sample(_MOST_ROWS, random_state=0)
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table["formula"])
    columns = [name for name in magpie if " mean " in name or " range " in name]
    y = np.log10(table["bulk_modulus_GPa"].to_numpy(float))
    return LearningProblem(magpie[columns].to_numpy(float), y, "log₁₀(K/GPa)")


def own_problem(
    data: pd.DataFrame | ArrayLike | None, target: str | ArrayLike | None
) -> LearningProblem:
    """Check the reader's own data.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features)
        Numeric features, 150 at most.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column in `data`.

    Returns
    -------
    LearningProblem
        The data, or a fixed random sample of 1600 rows if there are more.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    frame = own_frame("LearningCurveExplorer", data, target)
    name, values = take_target(frame, target)
    if len(frame) < _FEWEST_ROWS:
        raise ValueError(
            f"The data have {counted(len(frame), 'row')}; give at least {_FEWEST_ROWS}."
        )
    if not 1 <= frame.shape[1] <= _MOST_FEATURES:
        raise ValueError(
            f"The data have {counted(frame.shape[1], 'feature')}; give 1 to {_MOST_FEATURES}."
        )
    X = np.column_stack([finite_numbers(column, frame[column]) for column in frame])
    y = finite_numbers(name, values)
    if np.ptp(y) == 0:
        raise ValueError(f"All values of {name!r} are the same; there is nothing to learn.")
    rows = np.random.default_rng(0).permutation(len(y))[:_MOST_ROWS]
    return LearningProblem(X[rows], y[rows], name)


# --- model --------------------------------------------------------------------------------------


def explore_learning(
    problem: LearningProblem,
    first: str = "k-NN",
    second: str = "ridge",
    step: int = 4,
) -> LearningResult:
    """Find the training and validation error of two models at growing training sets.

    In each of five repeats a random quarter of the rows is kept for validation; the training sets
    are taken from the others, each containing the smaller ones.

    Parameters
    ----------
    problem : LearningProblem
        The data.
    first, second : {"ridge", "k-NN", "random forest"}
        The two models.
    step : int
        The size to be marked, from 1 to ``STEPS``.

    Returns
    -------
    LearningResult
        Both curves and where the validation errors cross.

    Raises
    ------
    ValueError
        If both models are the same.

    Examples
    --------
    >>> result = explore_learning(moduli_problem(), "k-NN", "ridge")
    >>> result.sizes
    (20, 40, 78, 155, 307, 606, 1200)
    """
    if first == second:
        raise ValueError(f"Both models are {first}; choose two different ones to compare.")
    sizes, validation_rows = _sizes(problem)
    curves = {model: _curve(problem, model) for model in (first, second)}
    errors = [curves[model].validation.mean(axis=0) for model in (first, second)]
    return LearningResult(
        problem=problem,
        step=step,
        sizes=sizes,
        validation_rows=validation_rows,
        curves=curves,
        crossings=crossings(np.array(sizes), errors[0] - errors[1]),
    )


def _sizes(problem: LearningProblem) -> tuple[tuple[int, ...], int]:
    validation_rows = len(problem.y) // 4
    sizes = np.geomspace(_SMALLEST_SIZE, len(problem.y) - validation_rows, STEPS)
    return tuple(int(size) for size in np.rint(sizes)), validation_rows


def crossings(sizes: NDArray[np.int_], difference: NDArray[np.float64]) -> tuple[float, ...]:
    """Find where a difference changes its sign, on straight lines over the logarithm of the size.

    Parameters
    ----------
    sizes : ndarray of shape (steps,)
        Sizes of the training set, rising.
    difference : ndarray of shape (steps,)
        Error of one model minus error of the other.

    Returns
    -------
    tuple of float
        The sizes at the crossings, rising.

    Examples
    --------
    >>> crossings(np.array([10, 1000]), np.array([-1.0, 1.0]))
    (100.0,)
    """
    found = []
    for place in np.flatnonzero(difference[:-1] * difference[1:] < 0):
        before, after = difference[place : place + 2]
        share = before / (before - after)
        found.append(float(sizes[place] * (sizes[place + 1] / sizes[place]) ** share))
    return tuple(found)


@lru_cache(maxsize=64)
def _curve(problem: LearningProblem, model: str) -> Curve:
    sizes, validation_rows = _sizes(problem)
    training, validation = np.empty((2, _REPEATS, STEPS))
    for repeat in range(_REPEATS):
        rows = np.random.default_rng(repeat).permutation(len(problem.y))
        kept, pool = rows[:validation_rows], rows[validation_rows:]
        for place, size in enumerate(sizes):
            X, y = problem.X[pool[:size]], problem.y[pool[:size]]
            fitted = MODELS[model]().fit(X, y)
            training[repeat, place] = root_mean_squared_error(y, fitted.predict(X))
            validation[repeat, place] = root_mean_squared_error(
                problem.y[kept], fitted.predict(problem.X[kept])
            )
    return Curve(training, validation)


# --- view ---------------------------------------------------------------------------------------


class LearningView(View[LearningResult]):
    """Errors of both models against the size of the training set."""

    size = (9.0, 4.2)

    def build(self, figure: "Figure", result: LearningResult) -> None:
        """Create a line and a band for each model and each kind of error."""
        from matplotlib.ticker import NullLocator

        figure.get_layout_engine().set(w_pad=0.12, h_pad=0.06)
        self.axes = figure.subplots()
        name = result.problem.target
        if len(name) > _LONGEST_NAME:
            name = name[: _LONGEST_NAME - 1] + "…"
        self.title = self.axes.set_title(" \n ")
        self.axes.set(
            xscale="log",
            xlim=(0.9 * result.sizes[0], 1.1 * result.sizes[-1]),
            xlabel="training rows (logarithmic scale)",
            ylabel=f"root-mean-square error\nin {name}",
        )
        self.axes.set_xticks(result.sizes, [str(size) for size in result.sizes])
        self.axes.xaxis.set_minor_locator(NullLocator())
        self.marked = self.axes.axvline(1, color="#949494", lw=1.2, zorder=1)
        self.lines, self.bands = [], []
        for color in (plots.PALETTE[0], plots.PALETTE[3]):
            for style in ("s-", "o--"):  # validation, training
                self.bands.append(
                    self.axes.fill_between([1, 2], [0, 0], [1, 1], color=color, alpha=0.15, lw=0)
                )
                self.lines += self.axes.plot(
                    result.sizes, np.zeros(STEPS), style, color=color, ms=5
                )
        (self.crossings,) = self.axes.plot(
            [],
            [],
            "D",
            ms=12,
            mfc="none",
            mec=plots.PALETTE[2],
            mew=2,
            label="validation errors cross",
        )
        # As wide as the longest entry will be: the layout is worked out only once.
        for line in self.lines:
            line.set_label("random forest,\nvalidation: 0.0000 ± 0.0000")
        self.legend = figure.legend(
            handles=[*self.lines, self.crossings], loc="outside right upper", labelspacing=1.1
        )
        self.legend.set_animated(True)  # its numbers change with every setting

    def update(self, result: LearningResult) -> None:
        """Move lines, bands and marks; put the errors at the marked size into the legend."""
        place = result.step - 1
        lines, bands, texts = iter(self.lines), iter(self.bands), iter(self.legend.get_texts())
        highest = 0.0
        for model, curve in result.curves.items():
            for kind, errors in (("validation", curve.validation), ("training", curve.training)):
                mean, spread = errors.mean(axis=0), errors.std(axis=0)
                next(lines).set_ydata(mean)
                outline = np.concatenate([mean - spread, (mean + spread)[::-1]])
                around = np.concatenate([result.sizes, result.sizes[::-1]])
                next(bands).set_verts([np.column_stack([around, outline])])
                value = f"{three_digits(mean[place])} ± {three_digits(spread[place])}"
                next(texts).set_text(f"{model},\n{kind}: {value}")
                highest = max(highest, float((mean + spread).max()))
        self.adjust(self.axes, ylim=(0, round_limit(1.02 * highest)))
        size = result.sizes[place]
        self.marked.set_xdata([size, size])
        first = next(iter(result.curves.values())).validation.mean(axis=0)
        heights = np.interp(np.log(result.crossings), np.log(result.sizes), first)
        self.crossings.set_data(result.crossings, heights)
        self.title.set_text(
            f"{' and '.join(result.curves)}, {size} training rows marked\n"
            f"(mean ± s.d. of {_REPEATS} random splits)"
        )


# --- explorer -----------------------------------------------------------------------------------


class LearningCurveExplorer(Explorer[LearningResult]):
    """Will more data help, or a better model? Two models as the training set grows.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features), optional
        Your own numeric features. By default Magpie features of 1600 compounds of the kit's
        elasticity data.
    target : str or array-like of shape (rows,), optional
        What to predict: a column of `data`, or the numbers themselves. By default the decimal
        logarithm of the bulk modulus in GPa.

    Examples
    --------
    >>> explorer = LearningCurveExplorer()
    >>> explorer.set(step=7)
    >>> explorer.state
    {'first': 'k-NN', 'second': 'ridge', 'step': 7}
    >>> explorer.description
    'At 1200 training rows, root-mean-square errors in log₁₀(K/GPa) on 400 validation ...'
    """

    view_type = LearningView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
    ) -> None:
        self._data, self._target = data, target
        self._problem: LearningProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """The two models and the size to mark."""
        return {
            "first": widgets.Dropdown(
                options=list(MODELS),
                value="k-NN",
                description="Model A",
                tooltip="The first model to compare",
                layout=widgets.Layout(width="210px"),
            ),
            "second": widgets.Dropdown(
                options=list(MODELS),
                value="ridge",
                description="Model B",
                tooltip="The second model to compare",
                layout=widgets.Layout(width="210px"),
            ),
            "step": widgets.IntSlider(
                value=4,
                min=1,
                max=STEPS,
                description="Size of training set (step)",
                tooltip="Which of the sizes on the axis is marked and told in numbers",
                layout=widgets.Layout(width="380px"),
            ),
        }

    def compute(self, first: str, second: str, step: int) -> LearningResult:
        """Run the model on the kit's data or the reader's own."""
        if self._problem is None:
            own = self._data is not None or self._target is not None
            self._problem = own_problem(self._data, self._target) if own else moduli_problem()
        return explore_learning(self._problem, first, second, step)

    def describe(self, result: LearningResult) -> str:
        """Errors of both models at the marked size, and where the better model changes."""
        place = result.step - 1
        errors = "; ".join(
            f"{model} {three_digits(curve.validation[:, place].mean())} ± "
            f"{three_digits(curve.validation[:, place].std())} "
            f"({three_digits(curve.training[:, place].mean())})"
            for model, curve in result.curves.items()
        )
        text = (
            f"At {result.sizes[place]} training rows, root-mean-square errors in "
            f"{result.problem.target} on {result.validation_rows} validation rows, mean ± s.d. of "
            f"{_REPEATS} random splits, in brackets on the training set: {errors}."
        )
        means = {model: curve.validation.mean(axis=0) for model, curve in result.curves.items()}
        start, end = (min(means, key=lambda model: means[model][at]) for at in (0, -1))
        if result.crossings:
            where = " and ".join(f"{size:.0f}" for size in result.crossings)
            text += (
                f" The validation errors cross at about {where} rows: {start} is better with "
                f"{result.sizes[0]}, {end} with {result.sizes[-1]}."
            )
        else:
            text += f" The validation errors do not cross: {end} is better with many rows."
            if start == end:
                text = text.replace("with many rows", "at every size")
        return text
