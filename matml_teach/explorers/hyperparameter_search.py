"""Hyperparameter search: what grid, random and Bayesian search find for the same money."""

import math
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View
from matml_teach.explorers.numbers import counted, three_digits
from matml_teach.explorers.own_data import finite_numbers, own_frame, take_target

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SMALLEST_BUDGET, LARGEST_BUDGET = 4, 49

# Settings drawn at random before the model of the surface has something to go by.
_FIRST_DRAWS = 4
_FEWEST_VALUES = 3
_MOST_VALUES = 40
_TOLERANCE = 0.01


@dataclass(frozen=True, eq=False)
class SearchProblem:
    """A response surface: the error at every pair of two hyperparameters' values.

    Attributes
    ----------
    values : tuple of two ndarrays
        The values of each hyperparameter, rising; they count as evenly spaced.
    names : tuple of two str
        What the hyperparameters are called.
    error : ndarray of shape (first values, second values)
        The error, the lower the better.
    measure : str
        What the error is, with its unit.
    fits : int
        How many fits one setting costs; 1 if it is not known.
    """

    values: tuple[NDArray[np.float64], NDArray[np.float64]]
    names: tuple[str, str]
    error: NDArray[np.float64]
    measure: str
    fits: int


@dataclass(frozen=True, eq=False)
class SearchResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : SearchProblem
        The surface.
    method : str
        Key of ``METHODS``.
    seed : int
        The setting.
    tried : dict of str to ndarray of int, shape (settings,)
        By method, the settings tried in their order: places in the flattened surface.
    best : dict of str to ndarray of shape (settings,)
        By method, the least error so far.
    """

    problem: SearchProblem
    method: str
    seed: int
    tried: dict[str, NDArray[np.intp]]
    best: dict[str, NDArray[np.float64]]


# --- data ---------------------------------------------------------------------------------------


@cache
def svr_problem() -> SearchProblem:
    """Error of a support vector machine on the bulk modulus, over C and gamma.

    The surface was computed by ``tools/build_search_surface.py``: 441 settings, each the mean of
    five folds of 400 compounds of the Materials Project.

    Returns
    -------
    SearchProblem
        The root-mean-square error is in units of log10 of the bulk modulus in GPa.
    """
    file = resources.files("matml_teach.explorers") / "search_surface.csv"
    with file.open(encoding="utf-8") as opened:
        table = pd.read_csv(opened)
    return _on_a_grid(table[["C", "gamma"]], table["rmse"], "RMSE in log₁₀(K/GPa)", fits=5)


def own_problem(
    data: pd.DataFrame | ArrayLike | None, target: str | ArrayLike | None
) -> SearchProblem:
    """Check the reader's own scores.

    Parameters
    ----------
    data : data frame or array-like of shape (settings, 2)
        One row for each setting: the values of the two hyperparameters, every value of one with
        every value of the other, such as a grid search leaves behind.
    target : str or array-like of shape (settings,)
        The error of each setting, the lower the better, or the name of its column in `data`.

    Returns
    -------
    SearchProblem
        The surface.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    frame = own_frame("HyperparameterSearchExplorer", data, target)
    name, error = take_target(frame, target)
    if frame.shape[1] != 2:
        raise ValueError(
            f"The data have {frame.shape[1]} hyperparameters beside the error; give exactly two."
        )
    return _on_a_grid(frame, error, name, fits=1)


def _on_a_grid(frame: pd.DataFrame, error: pd.Series, measure: str, fits: int) -> SearchProblem:
    columns = [finite_numbers(name, frame[name], advice="choose another") for name in frame]
    scores = finite_numbers(measure, error, advice="give the error as a number")
    values, places = zip(
        *(np.unique(column, return_inverse=True) for column in columns), strict=True
    )
    for name, some in zip(frame, values, strict=True):
        if not _FEWEST_VALUES <= len(some) <= _MOST_VALUES:
            raise ValueError(
                f"Hyperparameter {name!r} has {counted(len(some), 'different value')}; "
                f"give {_FEWEST_VALUES} to {_MOST_VALUES}."
            )
    surface = np.full([len(some) for some in values], np.nan)
    surface[places] = scores
    if np.isnan(surface).any() or surface.size != len(scores):
        raise ValueError(
            f"{len(scores)} rows do not fill the grid of {len(values[0])} × {len(values[1])} "
            "settings once each; give every value with every other, and no pair twice."
        )
    if np.ptp(surface) == 0:
        raise ValueError("All settings have the same error; there is nothing to search for.")
    return SearchProblem(values, tuple(frame), surface, measure, fits)


# --- model --------------------------------------------------------------------------------------


def explore_search(
    problem: SearchProblem, method: str = "grid", budget: int = 16, seed: int = 0
) -> SearchResult:
    """Search the surface by all three methods with the same budget.

    Parameters
    ----------
    problem : SearchProblem
        The surface.
    method : {"grid", "random", "Bayesian"}
        The method to be shown.
    budget : int
        Settings that may be tried. A square grid may have to leave some of it unspent.
    seed : int
        Seed of the random draws, of which Bayesian search shares the first four.

    Returns
    -------
    SearchResult
        The settings tried and what they found.

    Examples
    --------
    >>> result = explore_search(svr_problem(), budget=30)
    >>> [len(result.tried[method]) for method in METHODS]
    [25, 30, 30]
    """
    tried = {name: search(problem, budget, seed) for name, search in METHODS.items()}
    error = problem.error.ravel()
    best = {name: np.minimum.accumulate(error[places]) for name, places in tried.items()}
    return SearchResult(problem, method, seed, tried, best)


def grid_search(problem: SearchProblem, budget: int, seed: int = 0) -> NDArray[np.intp]:
    """Return the places of the largest square grid that the budget affords, row by row.

    The grid's rows and columns lie in the middle of equal parts of the two ranges.

    Examples
    --------
    >>> places = grid_search(svr_problem(), 10)
    >>> [(int(first), int(second)) for first, second in zip(*np.unravel_index(places, (21, 21)))]
    [(3, 3), (3, 10), (3, 17), (10, 3), (10, 10), (10, 17), (17, 3), (17, 10), (17, 17)]
    """
    side = min(math.isqrt(budget), *problem.error.shape)
    rows, columns = (
        np.floor((np.arange(side) + 0.5) * count / side).astype(int)
        for count in problem.error.shape
    )
    return (rows[:, None] * problem.error.shape[1] + columns).ravel()


def random_search(problem: SearchProblem, budget: int, seed: int = 0) -> NDArray[np.intp]:
    """Return places drawn at random, none twice.

    Examples
    --------
    >>> len(set(random_search(svr_problem(), 20, seed=1).tolist()))
    20
    """
    return np.random.default_rng(seed).permutation(problem.error.size)[:budget]


def bayesian_search(problem: SearchProblem, budget: int, seed: int = 0) -> NDArray[np.intp]:
    """Return the places that a model of the surface found the most promising, one by one.

    A Gaussian process (Matérn kernel, smoothness 5/2, length 0.3 of each range) is fitted to the
    errors found so far; the setting of largest expected improvement is tried next.

    Notes
    -----
    The method of D. R. Jones et al., J. Glob. Optim. 13, 455 (1998),
    https://doi.org/10.1023/A:1008306431147.

    Examples
    --------
    >>> first, many = (bayesian_search(svr_problem(), n, seed=3) for n in (5, 9))
    >>> bool((many[:5] == first).all())
    True
    """
    return _bayesian_path(problem, seed)[:budget]


@lru_cache(maxsize=64)
def _bayesian_path(problem: SearchProblem, seed: int) -> NDArray[np.intp]:
    error = problem.error.ravel()
    axes = [np.linspace(0, 1, count) for count in problem.error.shape]
    everywhere = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
    tried = random_search(problem, _FIRST_DRAWS, seed).tolist()
    # Fixed lengths: fitting them to so few points costs much and wins little here.
    model = GaussianProcessRegressor(
        Matern(0.3, nu=2.5), alpha=1e-6, optimizer=None, normalize_y=True
    )
    while len(tried) < min(LARGEST_BUDGET, error.size):
        model.fit(everywhere[tried], error[tried])
        gain = expected_improvement(*model.predict(everywhere, return_std=True), error[tried].min())
        gain[tried] = -1  # the error there is known
        tried.append(int(np.argmax(gain)))
    return np.array(tried)


def expected_improvement(
    mean: NDArray[np.float64], deviation: NDArray[np.float64], best: float
) -> NDArray[np.float64]:
    """Return by how much a normally distributed error is expected to fall below the best so far.

    Parameters
    ----------
    mean, deviation : ndarray
        Mean and standard deviation of the predicted error.
    best : float
        The least error known.

    Returns
    -------
    ndarray
        The expectation of ``max(best - error, 0)``.

    Examples
    --------
    >>> expected_improvement(np.array([1.0]), np.array([1.0]), best=1.0).round(4)
    array([0.3989])
    """
    deviation = np.maximum(deviation, 1e-300)
    z = (best - mean) / deviation
    return (best - mean) * norm.cdf(z) + deviation * norm.pdf(z)


METHODS: dict[str, Callable[[SearchProblem, int, int], NDArray[np.intp]]] = {
    "grid": grid_search,
    "random": random_search,
    "Bayesian": bayesian_search,
}


# --- view ---------------------------------------------------------------------------------------

_LOOKS = {
    "grid": (plots.PALETTE[0], "s"),
    "random": (plots.PALETTE[1], "o"),
    "Bayesian": (plots.PALETTE[3], "^"),
}


class SearchView(View[SearchResult]):
    """Left the surface and the settings tried, right the best error so far."""

    size = (9.0, 4.0)

    def build(self, figure: "Figure", result: SearchResult) -> None:
        """Create the surface, which stays, the marks on it and a curve per method."""
        problem = result.problem
        figure.get_layout_engine().set(wspace=0.06, w_pad=0.08)
        self.surface, self.curves = figure.subplots(1, 2, width_ratios=[1.15, 1])
        self.surface_title = self.surface.set_title("Settings tried", pad=24)
        self.surface.grid(visible=False)
        colours = self.surface.pcolormesh(problem.error.T, cmap="cividis_r", rasterized=True)
        bar = figure.colorbar(colours, ax=self.surface, pad=0.02, fraction=0.06)
        bar.set_label(textwrap.shorten(problem.measure, 30))
        bar.outline.set_visible(False)
        for axis, values, name in zip(
            (self.surface.xaxis, self.surface.yaxis), problem.values, problem.names, strict=True
        ):
            shown = np.arange(0, len(values), math.ceil((len(values) - 1) / 5))
            # The middle of a cell is half a cell from its edge.
            axis.set_ticks(shown + 0.5, labels=[f"{values[place]:.4g}" for place in shown])
            axis.set_label_text(textwrap.shorten(name, 30))
        ink = plots.INK
        (self.tried,) = self.surface.plot([], [], "o", ms=5.5, mec="white", mew=0.8)
        (self.found,) = self.surface.plot([], [], "o", ms=13, mfc="none", mec=ink, mew=2)
        (self.least,) = self.surface.plot([], [], "+", ms=13, mec=ink, mew=2)
        self.surface.legend(
            [self.found, self.least],
            ["best found", "best of the surface"],
            loc="lower left",
            bbox_to_anchor=(-0.02, 1),
            ncols=2,
            borderpad=0.2,
            borderaxespad=0.2,
            handletextpad=0.3,
            columnspacing=1.2,
            markerscale=0.7,
        )

        low, high = problem.error.min(), np.percentile(problem.error, 60)
        margin = 0.06 * (high - low) or 1.0
        self.curves.set_title("Best error so far", pad=24)
        label = "fits spent" if problem.fits > 1 else "settings tried"
        self.curves.set(
            xlim=(0, 1.02 * problem.fits * min(LARGEST_BUDGET, problem.error.size)),
            ylim=(low - margin, high + margin),
            xlabel=label,
            ylabel=textwrap.shorten(problem.measure, 30),
        )
        self.curves.locator_params(nbins=6)
        self.floor = self.curves.axhline(low, color=ink, lw=1, ls=":")
        self.lines = {
            method: self.curves.plot([], [], marker + "-", ms=4, color=colour, label=method)[0]
            for method, (colour, marker) in _LOOKS.items()
        }
        for line in self.lines.values():
            line.set(drawstyle="steps-post", markeredgewidth=0)
        self.curves.legend(
            loc="lower left",
            bbox_to_anchor=(-0.02, 1),
            ncols=3,
            borderpad=0.2,
            borderaxespad=0.2,
            columnspacing=1.2,
            handlelength=1.6,
        )

    def update(self, result: SearchResult) -> None:
        """Move the marks and the curves; the method shown is drawn thick."""
        problem, places = result.problem, result.tried[result.method]
        colour, marker = _LOOKS[result.method]
        self.tried.set_data(*_cells(problem, places))
        self.tried.set(color=colour, marker=marker, markeredgecolor="white")
        error = problem.error.ravel()
        self.found.set_data(*_cells(problem, places[[np.argmin(error[places])]]))
        self.least.set_data(*_cells(problem, np.array([np.argmin(error)])))
        self.surface_title.set_text(f"{len(places)} settings tried by {result.method} search")
        for method, line in self.lines.items():
            best = result.best[method]
            line.set_data(problem.fits * np.arange(1, len(best) + 1), best)
            shown = method == result.method
            line.set(linewidth=2.6 if shown else 1, markersize=5 if shown else 2.5)
            line.set(alpha=1 if shown else 0.7, zorder=2.3 if shown else 2)


def _cells(
    problem: SearchProblem, places: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    first, second = np.unravel_index(places, problem.error.shape)
    return first + 0.5, second + 0.5


# --- explorer -----------------------------------------------------------------------------------


class HyperparameterSearchExplorer(Explorer[SearchResult]):
    """Spend a budget of fits by grid, random or Bayesian search: who finds the best setting first?

    Parameters
    ----------
    data : data frame or array-like of shape (settings, 2), optional
        Your own settings of two hyperparameters, one row each, filling a grid. By default C and
        gamma of a support vector machine for the bulk modulus, 441 settings computed beforehand.
    target : str or array-like of shape (settings,), optional
        Their errors, the lower the better: a column of `data`, or the numbers themselves.

    Examples
    --------
    >>> explorer = HyperparameterSearchExplorer()
    >>> explorer.set(method="Bayesian", budget=25)
    >>> explorer.state
    {'method': 'Bayesian', 'budget': 25, 'seed': 0}
    >>> explorer.description
    'Bayesian search tries 25 settings (125 fits) and finds RMSE in log₁₀(K/GPa) 0.2...'
    """

    view_type = SearchView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
    ) -> None:
        self._data, self._target = data, target
        self._problem: SearchProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Method, budget, seed."""
        return {
            "method": widgets.Dropdown(
                options=list(METHODS),
                value="grid",
                description="Search",
                tooltip="Grid: evenly spaced; random: drawn; Bayesian: where a model expects most",
                layout=widgets.Layout(width="200px"),
            ),
            "budget": widgets.IntSlider(
                value=16,
                min=SMALLEST_BUDGET,
                max=LARGEST_BUDGET,
                description="Budget (settings)",
                tooltip="How many settings may be tried; the grid is the largest square within it",
                layout=widgets.Layout(width="360px"),
            ),
            "seed": widgets.IntSlider(
                value=0,
                min=0,
                max=20,
                description="Random seed",
                tooltip="Other random draws; Bayesian search starts from the first four of them",
                layout=widgets.Layout(width="300px"),
            ),
        }

    def compute(self, method: str, budget: int, seed: int) -> SearchResult:
        """Search the kit's surface or the reader's own."""
        if self._problem is None:
            own = self._data is not None or self._target is not None
            self._problem = own_problem(self._data, self._target) if own else svr_problem()
        return explore_search(self._problem, method, budget, seed)

    def describe(self, result: SearchResult) -> str:
        """What the method found, where, at what cost, and what the others found."""
        problem, error = result.problem, result.problem.error.ravel()
        places = result.tried[result.method]
        least = error.min()
        fits = f" ({problem.fits * len(places)} fits)" if problem.fits > 1 else ""
        others = " and ".join(
            f"{method} search with {len(result.tried[method])} "
            f"{three_digits(result.best[method][-1])}"
            for method in METHODS
            if method != result.method
        )
        name = result.method[0].upper() + result.method[1:]
        return (
            f"{name} search tries {len(places)} settings{fits} and finds {problem.measure} "
            f"{three_digits(result.best[result.method][-1])} at "
            f"{_setting(problem, places[np.argmin(error[places])])}; {others}. "
            f"The best of all {error.size} settings has {three_digits(least)} at "
            f"{_setting(problem, int(np.argmin(error)))}. {_when_close(result)}"
        )


def _setting(problem: SearchProblem, place: int) -> str:
    where = np.unravel_index(place, problem.error.shape)
    return ", ".join(
        f"{name} = {values[at]:.4g}"
        for name, values, at in zip(problem.names, problem.values, where, strict=True)
    )


def _when_close(result: SearchResult) -> str:
    """Say which setting first came within a hundredth of the surface's range of its best."""
    error = result.problem.error
    goal = error.min() + _TOLERANCE * np.ptp(error)
    close = np.flatnonzero(result.best[result.method] <= goal)
    share = f"{100 * _TOLERANCE:g} % of the range of errors"
    if close.size:
        return f"It comes within {share} of that with setting {close[0] + 1}."
    return f"It does not come within {share} of that."
