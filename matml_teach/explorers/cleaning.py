"""Cleaning: what treating missing, outlying and unphysical values does to data and models."""

import textwrap
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from matplotlib.cbook import boxplot_stats
from numpy.typing import ArrayLike, NDArray
from scipy.stats.mstats import winsorize
from sklearn.exceptions import ConvergenceWarning
from sklearn.experimental import enable_iterative_imputer  # noqa: F401  (scikit-learn asks for it)
from sklearn.impute import IterativeImputer, SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit
from matml_teach.explorers.numbers import counted
from matml_teach.explorers.own_data import own_frame, refuse_extremes, take_target

if TYPE_CHECKING:
    from matplotlib.figure import Figure

UNPHYSICAL = ("keep", "treat as missing", "remove rows")
OUTLYING = ("keep", "winsorise", "remove rows")
MISSING = ("drop rows", "mean", "regression")
MODELS = ("k-NN", "ridge")

# Enough rows for a few dozen of each fault, few enough to fit while a slider moves.
_TRAINING_ROWS = 2000
_TEST_ROWS = 500
_FEWEST_ROWS = 20
_MOST_FEATURES = 20
_BINS = 40


@dataclass(frozen=True, eq=False)
class CleaningProblem:
    """A training set with its faults, and a test set without any.

    Attributes
    ----------
    X_train : ndarray of shape (rows, features)
        As found: NaN is missing.
    y_train : ndarray of shape (rows,)
        The target; complete, because a row without one teaches nothing.
    X_test, y_test : ndarray of shape (test rows, features) and (test rows,)
        Complete and physical rows. No cleaning touches them.
    features, units : tuple of str
        Name and unit of each feature; an empty unit is not known or there is none.
    lowest : ndarray of shape (features,)
        A value below this one is unphysical.
    treated : int
        How many of the first features are cleaned; the others have no faults.
    target : str
        What is predicted, with its unit.
    """

    X_train: NDArray[np.float64]
    y_train: NDArray[np.float64]
    X_test: NDArray[np.float64]
    y_test: NDArray[np.float64]
    features: tuple[str, ...]
    units: tuple[str, ...]
    lowest: NDArray[np.float64]
    treated: int
    target: str


@dataclass(frozen=True, eq=False)
class CleanedData:
    """A training set after cleaning.

    Attributes
    ----------
    X : ndarray of shape (rows kept, features)
        Complete.
    rows : ndarray of shape (rows kept,)
        Which rows of the raw training set they are.
    filled, capped : ndarray of bool, shape (rows kept, features)
        Which values were imputed, and which were moved to a limit.
    limits : ndarray of shape (2, features)
        The least and the greatest value that stayed; infinite where nothing was done.
    """

    X: NDArray[np.float64]
    rows: NDArray[np.intp]
    filled: NDArray[np.bool_]
    capped: NDArray[np.bool_]
    limits: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CleaningResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : CleaningProblem
        The data before cleaning.
    column : int
        The feature that is shown.
    unphysical, outlying, missing : str
        The setting.
    share : float
        Share of the values, in per cent, that winsorising moves on either side.
    cleaned : CleanedData
        The data after cleaning.
    error, reference : dict of str to float
        Mean absolute error of each model on the test set, in units of the target: for this setting,
        and with no cleaning but dropping the rows with gaps (NaN if that leaves too few).
    """

    problem: CleaningProblem
    column: int
    unphysical: str
    outlying: str
    missing: str
    share: float
    cleaned: CleanedData
    error: dict[str, float]
    reference: dict[str, float]


# --- data ---------------------------------------------------------------------------------------


@cache
def elasticity_problem() -> CleaningProblem:
    """Predict the bulk modulus from the raw elasticity table of the Materials Project.

    The features are the shear modulus (GPa; 0 or less is unphysical) and the universal elastic
    anisotropy (no unit; below 0 is unphysical), both with their real gaps and faults, and three
    Magpie means over the composition: melting temperature of the elements (K), their Pauling
    electronegativity, their volume per atom (Å³).

    Returns
    -------
    CleaningProblem
        A fixed random sample; the target is the decimal logarithm of the bulk modulus in GPa.
    """
    from matml_teach.datasets import load_elasticity
    from matml_teach.features import CompositionFeaturizer

    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0]
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table["formula"])
    composition = [f"MagpieData mean {x}" for x in ("MeltingT", "Electronegativity", "GSvolume_pa")]
    return _split(
        np.column_stack(
            [table[["shear_modulus_GPa", "anisotropy"]].to_numpy(float), magpie[composition]]
        ).astype(float),
        np.log10(table["bulk_modulus_GPa"].to_numpy(float)),
        features=(
            "shear modulus",
            "anisotropy",
            "melting temperature",
            "electronegativity",
            "volume per atom",
        ),
        units=("GPa", "", "K", "Pauling", "Å³"),
        # a shear modulus of exactly 0 is unphysical too: the lowest possible one is just above
        lowest=np.array([np.nextafter(0, 1), 0, -np.inf, -np.inf, -np.inf]),
        treated=2,
        target="log₁₀(K/GPa)",
    )


def own_problem(
    data: pd.DataFrame | ArrayLike | None,
    target: str | ArrayLike | None,
    lowest: Mapping[str, float] | None = None,
) -> CleaningProblem:
    """Check the reader's own data and set aside a clean test set.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features)
        Numeric features, 20 at most; NaN is missing.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column in `data`.
    lowest : mapping of str to float, optional
        By column, the lowest possible value; what is below it is unphysical.

    Returns
    -------
    CleaningProblem
        A third of the clean rows, 500 at most, for testing; of the other rows with a target 2000
        at most for training; a fixed random split.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    frame = own_frame("CleaningExplorer", data, target)
    name, y = take_target(frame, target)
    if not 1 <= frame.shape[1] <= _MOST_FEATURES:
        raise ValueError(
            f"The data have {counted(frame.shape[1], 'feature')}; "
            f"give 1 to {_MOST_FEATURES} numeric columns."
        )
    unknown = set(lowest or {}) - set(frame.columns)
    if unknown:
        raise ValueError(f"lowest names a column that the data do not have: {min(unknown)!r}.")
    numbers = np.column_stack([_numbers(column, frame[column]) for column in frame])
    wanted = _numbers(name, y)
    known = np.isfinite(wanted)
    return _split(
        numbers[known],
        wanted[known],
        features=tuple(frame.columns),
        units=("",) * frame.shape[1],
        lowest=np.array([(lowest or {}).get(column, -np.inf) for column in frame], dtype=float),
        treated=frame.shape[1],
        target=name,
    )


def _numbers(column: str, values: pd.Series) -> NDArray[np.float64]:
    try:
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise ValueError(f"Column {column!r} does not hold numbers; leave it out.") from None
    faults = np.count_nonzero(np.isinf(numbers))
    if faults:
        raise ValueError(
            f"Column {column!r} has {counted(faults, 'infinite value')}; make them NaN (missing)."
        )
    refuse_extremes(column, numbers)
    return numbers


def _split(
    X: NDArray[np.float64],
    y: NDArray[np.float64],
    features: tuple[str, ...],
    units: tuple[str, ...],
    lowest: NDArray[np.float64],
    treated: int,
    target: str,
) -> CleaningProblem:
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order], y[order]
    # A comparison with NaN is false, so this asks for complete rows as well.
    clean = np.flatnonzero((lowest <= X).all(axis=1))
    test = clean[: min(_TEST_ROWS, len(clean) // 3)]
    train = np.setdiff1d(np.arange(len(X)), test)[:_TRAINING_ROWS]
    if len(clean) < 2 * _FEWEST_ROWS:
        raise ValueError(
            f"Only {counted(len(clean), 'row')} with a target {'is' if len(clean) == 1 else 'are'} "
            "complete and physical; "
            f"at least {2 * _FEWEST_ROWS} are needed for a clean test set and something to learn."
        )
    return CleaningProblem(
        X[train], y[train], X[test], y[test], features, units, lowest, treated, target
    )


# --- model --------------------------------------------------------------------------------------


def explore_cleaning(
    problem: CleaningProblem,
    column: str | None = None,
    unphysical: str = "keep",
    outlying: str = "keep",
    share: float = 2.0,
    missing: str = "drop rows",
) -> CleaningResult:
    """Clean the training set, train k-NN and ridge regression on it, and test them.

    The steps come in this order: unphysical, outlying, missing values. All they learn, they learn
    from the training set; the test set stays as it is.

    Parameters
    ----------
    problem : CleaningProblem
        The data.
    column : str, optional
        The feature to be shown, by default the first.
    unphysical : {"keep", "treat as missing", "remove rows"}
        What is done with values below the lowest possible one.
    outlying : {"keep", "winsorise", "remove rows"}
        scipy's ``winsorize``, or remove rows with a value that matplotlib's box plot would draw
        outside its whiskers.
    share : float
        Share of the values, in per cent, that are moved on either side.
    missing : {"drop rows", "mean", "regression"}
        scikit-learn's ``SimpleImputer``, or its ``IterativeImputer``, which predicts each gap from
        the other features.

    Returns
    -------
    CleaningResult
        Cleaned data and test errors.

    Raises
    ------
    ValueError
        If too little is left of the data.

    Examples
    --------
    >>> result = explore_cleaning(elasticity_problem(), unphysical="remove rows")
    >>> result.cleaned.X.shape
    (1857, 5)
    """
    # Settings that do nothing now must not cost a new fit when they change.
    share = share if outlying == "winsorise" else 0.0
    settings = (unphysical, outlying, share, missing)
    return CleaningResult(
        problem=problem,
        column=0 if column is None else problem.features.index(column),
        unphysical=unphysical,
        outlying=outlying,
        missing=missing,
        share=share,
        cleaned=_cleaned(problem, *settings),
        error=_errors(problem, *settings),
        reference=_reference(problem),
    )


def _reference(problem: CleaningProblem) -> dict[str, float]:
    try:
        return _errors(problem, "keep", "keep", 0.0, "drop rows")
    except ValueError:  # hardly a row is complete; the gaps can still be filled
        return dict.fromkeys(MODELS, np.nan)


@lru_cache(maxsize=64)
def _cleaned(
    problem: CleaningProblem, unphysical: str, outlying: str, share: float, missing: str
) -> CleanedData:
    X = problem.X_train.copy()
    rows = np.arange(len(X))
    impossible = problem.lowest > X
    if unphysical == "treat as missing":
        X[impossible] = np.nan
    elif unphysical == "remove rows":
        X, rows = _kept(X, rows, ~impossible.any(axis=1))
    _require_values(problem, X)

    limits = np.array([[-np.inf], [np.inf]]) * np.ones(X.shape[1])
    treated = slice(problem.treated)
    capped = np.zeros(X.shape, dtype=bool)
    if outlying == "winsorise":
        raw, X = X, X.copy()
        for place in range(problem.treated):
            known = np.isfinite(X[:, place])
            X[known, place] = winsorize(X[known, place], limits=(share / 100, share / 100))
        capped = ~np.isnan(raw) & (raw != X)
        limits[:, treated] = np.nanpercentile(X[:, treated], [0, 100], axis=0)
    elif outlying == "remove rows":
        for place in range(problem.treated):
            box = boxplot_stats(X[np.isfinite(X[:, place]), place])[0]
            limits[:, place] = box["whislo"], box["whishi"]
        inside = ~((limits[0] > X) | (limits[1] < X)).any(axis=1)
        X, rows = _kept(X, rows, inside)
        capped = capped[inside]

    filled = np.isnan(X)
    if missing == "drop rows":
        complete = ~filled.any(axis=1)
        X, rows = _kept(X, rows, complete)
        filled, capped = filled[complete], capped[complete]
    else:
        _require_values(problem, X)
        X = _imputer(missing, problem.lowest).fit_transform(X)
    if len(X) < _FEWEST_ROWS:
        raise ValueError(
            f"Of {len(problem.X_train)} training rows only {len(X)} are left, too few to learn "
            f"from (at least {_FEWEST_ROWS}); remove fewer."
        )
    return CleanedData(X, rows, filled, capped, limits)


def _kept(
    X: NDArray[np.float64], rows: NDArray[np.intp], keep: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    return X[keep], rows[keep]


def _require_values(problem: CleaningProblem, X: NDArray[np.float64]) -> None:
    for name, column in zip(problem.features, X.T, strict=True):
        if np.isnan(column).all():
            raise ValueError(
                f"No value of {name!r} is left in the training set; leave that column out, "
                "or keep more of it."
            )


class _Regression(IterativeImputer):
    """Say nothing when the gaps still move a little after the last round."""

    def fit_transform(self, X: NDArray[np.float64], y: None = None) -> NDArray[np.float64]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return super().fit_transform(X, y)


def _imputer(missing: str, lowest: NDArray[np.float64]) -> SimpleImputer | IterativeImputer:
    if missing == "mean":
        return SimpleImputer()
    # A line knows no physics, so the imputer is told the lowest possible values.
    return _Regression(min_value=lowest, random_state=0)


@lru_cache(maxsize=256)
def _errors(
    problem: CleaningProblem, unphysical: str, outlying: str, share: float, missing: str
) -> dict[str, float]:
    cleaned = _cleaned(problem, unphysical, outlying, share, missing)
    errors = {}
    for name, model in zip(MODELS, (KNeighborsRegressor(5), Ridge()), strict=True):
        pipeline = make_pipeline(StandardScaler(), model)
        predicted = pipeline.fit(cleaned.X, problem.y_train[cleaned.rows]).predict(problem.X_test)
        errors[name] = float(mean_absolute_error(problem.y_test, predicted))
    return errors


# --- view ---------------------------------------------------------------------------------------


class CleaningView(View[CleaningResult]):
    """Left a column before and after cleaning, right the test errors."""

    size = (9.0, 3.7)

    def build(self, figure: "Figure", result: CleaningResult) -> None:
        """Create the two panels: two histograms, a bar per model."""
        figure.get_layout_engine().set(wspace=0.1)
        self.column, self.errors = figure.subplots(1, 2, width_ratios=[1.5, 1])
        self.column.set_title("The training set before and after", pad=22)
        self.column.set_yscale("function", functions=(np.sqrt, np.square))
        self.column.set(ylabel="training rows\n(square-root scale)", xlabel="value")
        ones, edges = np.ones(_BINS), np.arange(_BINS + 1.0)
        self.before = self.column.stairs(
            ones, edges, fill=True, color=plots.PALETTE[7], alpha=0.6, label="before"
        )
        self.after = self.column.stairs(
            ones, edges, color=plots.PALETTE[0], lw=1.8, label="after cleaning"
        )
        (self.limits,) = self.column.plot(
            [], [], "--", color=plots.PALETTE[3], lw=1.5, label="limits"
        )
        self.column.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=3,
            borderpad=0.2,
            borderaxespad=0,
            handlelength=1.2,
            columnspacing=1.2,
        )

        rows = range(len(MODELS))
        self.errors.set_title("Error on the clean test set", pad=22)
        self.errors.set(
            ylim=(len(rows) - 0.4, -0.6),
            yticks=rows,
            yticklabels=MODELS,
            xlabel="mean absolute error\nin " + textwrap.shorten(result.problem.target, 40),
        )
        self.errors.grid(axis="y", visible=False)
        self.errors.tick_params(axis="y", length=0)
        self.errors.locator_params(axis="x", nbins=5)
        self.bars = self.errors.barh(rows, 0.0, height=0.5, color=plots.PALETTE[2])
        # One line for both marks, broken by NaN.
        (self.marks,) = self.errors.plot(
            [], [], color=plots.INK, label="only rows with gaps dropped"
        )
        self.values = [
            self.errors.annotate(
                "", (0, row), xytext=(5, 0), textcoords="offset points", va="center"
            )
            for row in rows
        ]
        self.errors.legend(
            loc="lower left", bbox_to_anchor=(0, 1), borderpad=0.2, borderaxespad=0, handlelength=1
        )

    def update(self, result: CleaningResult) -> None:
        """Change histograms, limits, bars, marks and numbers."""
        problem, column = result.problem, result.column
        before = problem.X_train[:, column]
        before = before[np.isfinite(before)]
        after = result.cleaned.X[:, column]
        edges, far = _edges(before, after)
        counts = [np.histogram(values, edges)[0] for values in (before, after)]
        self.before.set_data(counts[0], edges)
        self.after.set_data(counts[1], edges)
        top = round_limit(1.05 * float(max(count.max() for count in counts)))
        if self.column.get_ylim() != (0, top):
            self.column.set(ylim=(0, top), yticks=_square_root_ticks(top))
        scale = "symlog" if far else "linear"
        if self.column.get_xscale() != scale:  # a new scale makes new ticks, which takes time
            # Powers of ten on both sides of 0, evenly spaced from -1 to 1.
            self.column.set_xscale(scale, **({"linthresh": 1, "linscale": 1} if far else {}))
        limits = result.cleaned.limits[:, column]
        limits = limits[np.isfinite(limits)]
        self.limits.set_visible(limits.size > 0)
        self.limits.set_data(np.repeat(limits, 3), np.tile([0, top, np.nan], len(limits)))
        unit = problem.units[column]
        label = textwrap.shorten(problem.features[column], 45)
        label += f" ({unit})" if unit else " (no unit)" * (problem.treated < len(problem.features))
        self.adjust(self.column, xlim=(edges[0], edges[-1]), xlabel=label)

        marks: list[tuple[float, float]] = []
        for row, model in enumerate(MODELS):
            error, reference = result.error[model], result.reference[model]
            self.bars[row].set_width(error)
            self.values[row].set_text(f"{error:#.3g}")
            self.values[row].xy = (np.fmax(error, reference), row)
            marks += [(reference, row - 0.33), (reference, row + 0.33), (np.nan, np.nan)]
        self.marks.set_data(*zip(*marks, strict=True))
        longest = float(np.nanmax([*result.error.values(), *result.reference.values()]))
        self.adjust(self.errors, xlim=(0, round_limit(1.25 * longest)))


def _edges(
    before: NDArray[np.float64], after: NDArray[np.float64]
) -> tuple[NDArray[np.float64], bool]:
    """Edges of the bins over all values, and whether some lie so far out that a log is needed."""
    low, high = min(before.min(), after.min()), max(before.max(), after.max())
    if low == high:
        low, high = low - 0.5, high + 0.5
    quartiles = np.percentile(before, [25, 75])
    far = high - low > 50 * (quartiles[1] - quartiles[0]) and max(high, -low) > 10
    if not far:
        return np.linspace(low, high, _BINS + 1), False
    bent = np.linspace(_bent(low), _bent(high), _BINS + 1)
    edges = np.where(np.abs(bent) <= 1, bent, np.sign(bent) * 10.0 ** (np.abs(bent) - 1))
    edges[np.abs(bent).argmin()] = 0  # no bin shall hold values of both signs
    edges[[0, -1]] = low, high  # rounding must not leave the extremes out
    return edges, True


def _bent(value: float) -> float:
    """Where a symmetric log axis, straight from -1 to 1, puts a value."""
    return value if abs(value) <= 1 else float(np.sign(value) * (1 + np.log10(abs(value))))


def _square_root_ticks(top: float) -> list[float]:
    """Round numbers of rows, far enough apart on a square-root scale."""
    ticks = [0.0]
    for tick in (10.0**power * digit for power in range(7) for digit in (1, 2, 5)):
        if tick <= top and np.sqrt(tick) - np.sqrt(ticks[-1]) > 0.1 * np.sqrt(top):
            ticks.append(tick)
    return ticks


# --- explorer -----------------------------------------------------------------------------------


class CleaningExplorer(Explorer[CleaningResult]):
    """Keep, cap, fill or remove the faults of a real table: what do the models make of it?

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features), optional
        Your own numeric features, 20 at most; NaN is missing. By default the raw elasticity table
        of the kit: 2000 training rows and 500 clean test rows.
    target : str or array-like of shape (rows,), optional
        What to predict: a column of `data`, or the numbers themselves.
    lowest : mapping of str to float, optional
        For your own data: by column, the lowest possible value. What is below is unphysical.

    Examples
    --------
    >>> explorer = CleaningExplorer()
    >>> explorer.set(unphysical="treat as missing", missing="mean", column="anisotropy")
    >>> explorer.description
    'Of 2000 training rows, 2000 are kept; ...'
    """

    view_type = CleaningView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
        lowest: Mapping[str, float] | None = None,
    ) -> None:
        self._data, self._target, self._lowest = data, target, lowest
        self._problem: CleaningProblem | None = None
        super().__init__()

    def _load(self) -> CleaningProblem:
        if self._problem is None:
            own = any(given is not None for given in (self._data, self._target, self._lowest))
            self._problem = (
                own_problem(self._data, self._target, self._lowest) if own else elasticity_problem()
            )
        return self._problem

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Treatment of unphysical, outlying and missing values, share to cap, column to show."""
        try:
            problem = self._load()
        except ValueError:  # compute will say it where the reader sees it
            columns = ["no column"]
        else:
            columns = list(problem.features[: problem.treated])
        return {
            "unphysical": widgets.Dropdown(
                options=UNPHYSICAL,
                description="Unphysical values",
                tooltip="Values that cannot be, such as a negative anisotropy",
                layout=widgets.Layout(width="270px"),
            ),
            "outlying": widgets.Dropdown(
                options=[
                    ("keep", "keep"),
                    ("winsorise", "winsorise"),
                    ("remove rows (1.5 IQR fence)", "remove rows"),
                ],
                description="Outlying values",
                tooltip="Winsorise: move values beyond two quantiles of the training set to these",
                layout=widgets.Layout(width="320px"),
            ),
            "missing": widgets.Dropdown(
                options=MISSING,
                description="Missing values",
                tooltip="Drop the rows with gaps, or fill them from the training set",
                layout=widgets.Layout(width="230px"),
            ),
            "share": widgets.FloatSlider(
                value=2.0,
                min=0.0,
                max=10.0,
                step=0.5,
                readout_format=".1f",
                description="Winsorise on each side (%)",
                tooltip="Share of the values moved to the limit on either side, if you winsorise",
                layout=widgets.Layout(width="420px"),
            ),
            "column": widgets.Dropdown(
                options=columns,
                description="Show column",
                tooltip="The column whose distribution is drawn",
                layout=widgets.Layout(width="270px"),
            ),
        }

    def compute(
        self, unphysical: str, outlying: str, missing: str, share: float, column: str
    ) -> CleaningResult:
        """Run the model on the kit's data or the reader's own."""
        return explore_cleaning(self._load(), column, unphysical, outlying, share, missing)

    def describe(self, result: CleaningResult) -> str:
        """Rows kept, values changed, the faults of the column shown, test errors."""
        problem, cleaned, column = result.problem, result.cleaned, result.column
        before = problem.X_train[:, column]
        after = cleaned.X[:, column]
        step = {
            "keep": "",
            "winsorise": f" (winsorised at {result.share:g} % on each side)",
            "remove rows": " (rows outside the 1.5 IQR fence removed)",
        }[result.outlying]
        errors = ", ".join(
            f"{model} {result.error[model]:#.3g} ({result.reference[model]:#.3g})"
            for model in MODELS
        ).replace("(nan)", "(too few rows)")
        return (
            f"Of {len(problem.X_train)} training rows, {len(after)} are kept; "
            f"{np.count_nonzero(cleaned.filled)} values are filled in and "
            f"{np.count_nonzero(cleaned.capped)} capped{step}. "
            f"Column {problem.features[column]}: {np.count_nonzero(np.isnan(before))} values were "
            f"missing and {np.count_nonzero(before < problem.lowest[column])} unphysical; "
            f"mean {np.nanmean(before):.4g} before and {after.mean():.4g} after, "
            f"s.d. {np.nanstd(before):.4g} and {after.std():.4g}. "
            f"Mean absolute error in {problem.target} on {len(problem.y_test)} clean, untouched "
            f"test rows, in brackets with only the rows with gaps dropped: {errors}."
        ).replace(" -", " −")
