"""Splitting: which rows each splitter trains on and validates, and what score it reports."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np
import pandas as pd
import sklearn
from numpy.typing import ArrayLike, NDArray
from sklearn.metrics import r2_score
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    LeaveOneGroupOut,
    LeaveOneOut,
    ShuffleSplit,
    StratifiedKFold,
)
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import StandardScaler

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit
from matml_teach.explorers.numbers import counted, three_digits
from matml_teach.explorers.own_data import finite_numbers, own_frame
from matml_teach.splits import cluster_groups, composition_groups

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SPLITTERS = (
    "hold-out",
    "k-fold",
    "stratified k-fold",
    "leave-one-out",
    "Monte Carlo",
    "grouped by composition",
    "leave-one-cluster-out",
)
NEIGHBOURS = 3
"""How many rows the model, k-NN on standardised features, averages."""

# What becomes of a row in a split.
TRAINING, VALIDATION, TWIN = 0, 1, 2

# Few enough rows for leave-one-out while the reader waits, and for a strip of rows to be seen.
_MOST_ROWS = 300
# Fifths of the target then have at least as many rows as there can be folds.
_FEWEST_ROWS = 50
_STRATA = 5


@dataclass(frozen=True, eq=False)
class SplittingProblem:
    """The rows to split.

    Attributes
    ----------
    X : ndarray of shape (rows, features)
        Unscaled features.
    y : ndarray of shape (rows,)
        The target.
    groups : ndarray of shape (rows,) or None
        Number of each row's composition; None if the compositions are not known.
    target, unit : str
        What is predicted and its unit; an empty unit is not known or there is none.
    """

    X: NDArray[np.float64]
    y: NDArray[np.float64]
    groups: NDArray[np.int64] | None
    target: str
    unit: str


@dataclass(frozen=True, eq=False)
class Validation:
    """Scores of one splitter.

    Attributes
    ----------
    landing : ndarray of int8, shape (splits, rows)
        Where each row lands: TRAINING, VALIDATION, or TWIN for a validation row whose composition
        is in the training set of that split too.
    error : ndarray of shape (splits,)
        Mean absolute error on the validation rows of each split, in units of the target.
    row_error : float
        Mean absolute error of all validation rows of all splits taken together: unlike the mean of
        `error` it gives a small cluster no more weight than its rows have.
    r2 : float
        Coefficient of determination of all validation rows of all splits taken together; NaN if
        they all have the same target.
    """

    landing: NDArray[np.int8]
    error: NDArray[np.float64]
    row_error: float
    r2: float

    @property
    def mean(self) -> float:
        """Mean of the splits' errors."""
        return float(self.error.mean())

    @property
    def spread(self) -> float:
        """Standard deviation of the splits' errors (n - 1); NaN for a single split."""
        return float(self.error.std(ddof=1)) if len(self.error) > 1 else float("nan")


@dataclass(frozen=True, eq=False)
class SplittingResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : SplittingProblem
        The data.
    splitter : str
        The setting.
    k, share, seed : int
        The setting.
    chosen, random, clustered : Validation
        The splitter of the setting; random k-fold and leave-one-cluster-out with the same k and
        seed, to compare.
    order : ndarray of shape (rows,)
        The order in which the rows are shown.
    ordered_by : str
        What they are ordered by.
    """

    problem: SplittingProblem
    splitter: str
    k: int
    share: int
    seed: int
    chosen: Validation
    random: Validation
    clustered: Validation
    order: NDArray[np.int64]
    ordered_by: str


# --- data ---------------------------------------------------------------------------------------


@cache
def hardness_problem() -> SplittingProblem:
    """Vickers hardness of a fixed random sample of compositions, 300 rows at most.

    Whole compositions are drawn, each with its measurements at all loads. The features are the 132
    Magpie features of the composition and the decimal logarithm of the load in newtons.

    Returns
    -------
    SplittingProblem
        The target is the Vickers hardness in GPa.
    """
    from matml_teach.datasets import load_vickers_hardness
    from matml_teach.features import CompositionFeaturizer

    table = load_vickers_hardness()
    groups = composition_groups(table["formula"])
    rows = _sample(groups)
    table = table.iloc[rows]
    magpie = CompositionFeaturizer().transform(table["formula"])
    return SplittingProblem(
        X=np.column_stack([magpie, np.log10(table["load_N"])]),
        y=table["hardness_GPa"].to_numpy(float),
        groups=_renumbered(groups[rows]),
        target="Vickers hardness",
        unit="GPa",
    )


def own_problem(
    data: pd.DataFrame | ArrayLike | None,
    target: str | ArrayLike | None,
    formula: str | Iterable[str] | None,
) -> SplittingProblem:
    """Check the reader's own data.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features)
        Numeric features; a column of formulas only if `formula` names it.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column in `data`.
    formula : str or iterable of str, optional
        The formula of each row, or the name of their column in `data`.

    Returns
    -------
    SplittingProblem
        At most 300 rows: a fixed random sample, of whole compositions if they are known.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    frame = own_frame("SplittingExplorer", data, target)
    y = _taken_out(frame, target, "target")
    formulas = None if formula is None else _taken_out(frame, formula, "formula")
    if len(frame) < _FEWEST_ROWS:
        raise ValueError(
            f"The data have {counted(len(frame), 'row')}; give at least {_FEWEST_ROWS}."
        )
    if y.name in frame:
        raise ValueError(f"The features still hold the target {y.name!r}; drop that column.")
    if frame.shape[1] == 0:
        raise ValueError("The data have no features beside the target; give at least one.")
    groups = None if formulas is None else composition_groups(formulas)
    rows = _sample(np.arange(len(frame)) if groups is None else groups)
    return SplittingProblem(
        X=np.column_stack([finite_numbers(column, frame[column]) for column in frame])[rows],
        y=finite_numbers(str(y.name), y)[rows],
        groups=None if groups is None else _renumbered(groups[rows]),
        target=str(y.name),
        unit="",
    )


def _taken_out(frame: pd.DataFrame, column: Any, role: str) -> pd.Series:
    """Remove the column from the frame, or return the separate values as a series."""
    if isinstance(column, str):
        if column not in frame:
            raise ValueError(
                f"There is no column {column!r}; the columns are {', '.join(frame.columns)}."
            )
        return frame.pop(column)
    values = pd.Series(np.ravel(column), name=str(getattr(column, "name", None) or role))
    if len(values) != len(frame):
        raise ValueError(
            f"The data have {counted(len(frame), 'row')} but the {role} has {len(values)} values."
        )
    return values


def _sample(groups: NDArray[np.int64]) -> NDArray[np.intp]:
    """Rows of whole groups drawn at random, as many as there may be, in their old order."""
    drawn = np.random.default_rng(0).permutation(groups.max() + 1)
    rows_so_far = np.cumsum(np.bincount(groups)[drawn])
    return np.flatnonzero(np.isin(groups, drawn[rows_so_far <= _MOST_ROWS]))


def _renumbered(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    return pd.factorize(groups)[0].astype(np.int64)


# --- model --------------------------------------------------------------------------------------


def explore_splitting(
    problem: SplittingProblem,
    splitter: str = "k-fold",
    k: int = 5,
    share: int = 20,
    seed: int = 0,
) -> SplittingResult:
    """Split the rows, and validate k-NN (3 neighbours, standardised features) on every split.

    Parameters
    ----------
    problem : SplittingProblem
        The data.
    splitter : str
        One of ``SPLITTERS``. Stratified k-fold keeps the shares of the fifths of the target.
    k : int
        How many folds, repeats (Monte Carlo) or clusters; also of the two splitters to compare.
    share : int
        Percentage of rows to validate in hold-out and Monte Carlo.
    seed : int
        Seed of everything random.

    Returns
    -------
    SplittingResult
        Where the rows land, and the scores.

    Raises
    ------
    ValueError
        If the rows cannot be split in this way; the message says what to do.

    Examples
    --------
    >>> result = explore_splitting(hardness_problem(), "leave-one-cluster-out", k=5)
    >>> len(result.chosen.error)
    5
    >>> result.clustered.mean > result.random.mean
    True
    """
    # A setting the splitter does not use must not have its models fitted again.
    sharing, once = splitter in ("hold-out", "Monte Carlo"), splitter == "leave-one-out"
    chosen = _validate(
        problem,
        splitter,
        k=0 if once or splitter == "hold-out" else k,
        share=share if sharing else 0,
        seed=0 if once else seed,
    )
    order, ordered_by = np.arange(len(problem.y)), "in the order of the table"
    if splitter == "leave-one-cluster-out":
        order, ordered_by = np.argsort(_clusters(problem, k, seed), kind="stable"), "by cluster"
    elif splitter == "stratified k-fold":
        order, ordered_by = np.argsort(problem.y, kind="stable"), "by the target"
    elif problem.groups is not None:
        order, ordered_by = np.argsort(problem.groups, kind="stable"), "by composition"
    return SplittingResult(
        problem=problem,
        splitter=splitter,
        k=k,
        share=share,
        seed=seed,
        chosen=chosen,
        random=_validate(problem, "k-fold", k, 0, seed),
        clustered=_validate(problem, "leave-one-cluster-out", k, 0, seed),
        order=order,
        ordered_by=ordered_by,
    )


@lru_cache(maxsize=256)
def _validate(
    problem: SplittingProblem, splitter: str, k: int, share: int, seed: int
) -> Validation:
    landing, errors, truths, guesses = [], [], [], []
    for training, validation in _splits(problem, splitter, k, share, seed):
        where = np.full(len(problem.y), TRAINING, dtype=np.int8)
        where[validation] = VALIDATION
        if problem.groups is not None:
            twins = np.isin(problem.groups[validation], problem.groups[training])
            where[validation[twins]] = TWIN
        guess = _predicted(problem.X[training], problem.y[training], problem.X[validation])
        landing.append(where)
        errors.append(np.abs(guess - problem.y[validation]).mean())
        truths.append(problem.y[validation])
        guesses.append(guess)
    truth, guess = np.concatenate(truths), np.concatenate(guesses)
    r2 = float(r2_score(truth, guess)) if np.ptp(truth) > 0 else float("nan")
    row_error = float(np.abs(guess - truth).mean())
    return Validation(np.array(landing), np.array(errors), row_error, r2)


def _splits(
    problem: SplittingProblem, splitter: str, k: int, share: int, seed: int
) -> Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    X, y = problem.X, problem.y
    if splitter in ("hold-out", "Monte Carlo"):
        repeats = 1 if splitter == "hold-out" else k
        return ShuffleSplit(repeats, test_size=share / 100, random_state=seed).split(X)
    if splitter == "k-fold":
        return KFold(k, shuffle=True, random_state=seed).split(X)
    if splitter == "stratified k-fold":
        return StratifiedKFold(k, shuffle=True, random_state=seed).split(X, strata(y))
    if splitter == "leave-one-out":
        return LeaveOneOut().split(X)
    if splitter == "grouped by composition":
        if problem.groups is None:
            raise ValueError(
                "Grouping needs the formulas: SplittingExplorer(data, target, formula='column')."
            )
        count = problem.groups.max() + 1
        if count < k:
            raise ValueError(f"There are only {count} compositions for {k} folds; lower k.")
        return GroupKFold(k, shuffle=True, random_state=seed).split(X, groups=problem.groups)
    return LeaveOneGroupOut().split(X, groups=_clusters(problem, k, seed))


def strata(y: NDArray[np.float64]) -> NDArray[np.intp]:
    """Fifths of the target, of equal size: a continuous target has no classes to stratify by.

    Parameters
    ----------
    y : ndarray of shape (rows,)
        The target; equal values may come into different fifths.

    Returns
    -------
    ndarray of int, shape (rows,)
        0 for the lowest fifth to 4 for the highest.

    Examples
    --------
    >>> strata(np.array([9.0, 1.0, 3.0, 5.0, 7.0]))
    array([4, 0, 1, 2, 3])
    """
    rank = np.argsort(np.argsort(y, kind="stable"), kind="stable")
    return rank * _STRATA // len(y)


@lru_cache(maxsize=64)
def _clusters(problem: SplittingProblem, k: int, seed: int) -> NDArray[np.int64]:
    return cluster_groups(problem.X, k, random_state=seed)


def _predicted(
    X: NDArray[np.float64], y: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Predict by k-NN on features standardised by the training set."""
    # As make_pipeline(StandardScaler(), KNeighborsRegressor(3)), without checks that the data have
    # passed already: leave-one-out would take twice as long.
    with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        scaler = StandardScaler().fit(X)
        model = KNeighborsRegressor(min(NEIGHBOURS, len(X)), algorithm="brute")
        return model.fit(scaler.transform(X), y).predict(scaler.transform(wanted))


# --- view ---------------------------------------------------------------------------------------

_COLOURS = {
    TRAINING: ("#dcdcdc", "training"),
    VALIDATION: (plots.PALETTE[0], "validation"),
    TWIN: (plots.PALETTE[1], "validation, composition\nalso in training"),
}


class SplittingView(View[SplittingResult]):
    """Left a strip of rows per split, right the error of each split; they share the axis."""

    size = (9.0, 4.2)

    def build(self, figure: "Figure", result: SplittingResult) -> None:
        """Create the strips, the dots, the band of mean and spread, the two marks."""
        from matplotlib.collections import PolyCollection
        from matplotlib.patches import Patch

        # The margin on the left is for the longer numbers of leave-one-out.
        figure.get_layout_engine().set(wspace=0.05, rect=(0.025, 0, 0.965, 1))
        self.strips, self.errors = figure.subplots(1, 2, sharey=True, width_ratios=[1.25, 1])
        self.strips.set_title("Where the rows land")
        self.strips.set(xlabel=" ", ylabel="split")
        self.strips.grid(visible=False)
        self.strips.yaxis.get_major_locator().set_params(integer=True, min_n_ticks=1)
        # Rectangles, as an image of so few pixels takes ten times as long to draw.
        self.blocks = {
            kind: PolyCollection([], facecolors=colour, lw=0, antialiased=False)
            for kind, (colour, _) in _COLOURS.items()
        }
        for blocks in self.blocks.values():
            self.strips.add_collection(blocks, autolim=False)
        shown = _COLOURS if result.problem.groups is not None else (TRAINING, VALIDATION)
        self.strips.legend(
            handles=[Patch(color=_COLOURS[kind][0], label=_COLOURS[kind][1]) for kind in shown],
            loc="upper left",
            bbox_to_anchor=(-0.02, -0.17),
            ncols=3,
            handlelength=1,
            columnspacing=1.2,
            borderpad=0,
        )

        unit = f" ({result.problem.unit})" if result.problem.unit else ""
        self.errors.set_title(" ")
        name = textwrap.shorten(result.problem.target, 30)
        self.errors.set_xlabel(f"mean absolute error{unit or f' in {name}'}")
        self.errors.tick_params(axis="y", length=0, labelleft=False)
        self.errors.grid(axis="y", visible=False)
        blue = plots.PALETTE[0]
        self.band = self.errors.axvspan(0, 1, color=blue, alpha=0.15, lw=0, label="± s.d.")
        (self.dots,) = self.errors.plot(
            [], [], "o", color=blue, mec="white", label="one split", zorder=3
        )
        self.mean = self.errors.axvline(0, color=blue, label="mean")
        self.random = self.errors.axvline(
            0, color=plots.INK, ls=(0, (4, 2)), lw=1.4, label="random k-fold"
        )
        self.clustered = self.errors.axvline(
            0, color=plots.PALETTE[3], ls=(0, (1, 1.2)), lw=2.2, label="one cluster out"
        )
        self.errors.legend(
            handles=[self.dots, self.mean, self.band, self.random, self.clustered],
            loc="upper left",
            bbox_to_anchor=(-0.02, -0.17),
            ncols=3,
            handlelength=1.4,
            columnspacing=0.8,
            handletextpad=0.5,
            borderpad=0,
        )

    def update(self, result: SplittingResult) -> None:
        """Change the strips, the dots, the band and the marks."""
        chosen = result.chosen
        splits, rows = chosen.landing.shape
        landing = chosen.landing[:, result.order]
        for kind, blocks in self.blocks.items():
            blocks.set_verts(_rectangles(landing == kind))
        label = f"row, ordered {result.ordered_by}".replace("ordered in", "in")
        self.adjust(self.strips, xlim=(0.5, rows + 0.5), ylim=(splits + 0.5, 0.5), xlabel=label)

        self.dots.set_data(chosen.error, np.arange(1, splits + 1))
        self.dots.set(markersize=9 if splits <= 10 else 3, markeredgewidth=1 if splits <= 10 else 0)
        self.mean.set_xdata([chosen.mean] * 2)
        self.random.set_xdata([result.random.mean] * 2)
        self.clustered.set_xdata([result.clustered.mean] * 2)
        single = splits == 1
        self.band.set_visible(not single)
        self.mean.set_visible(not single)
        if not single:
            self.band.set_x(chosen.mean - chosen.spread)
            self.band.set_width(2 * chosen.spread)
        unit = f" {result.problem.unit}" if result.problem.unit else ""
        self.errors.set_title(
            f"Error {three_digits(chosen.mean)}{unit} (one split)"
            if single
            else f"Error {three_digits(chosen.mean)} ± {_spread(chosen)}{unit} (mean ± s.d.)"
        )
        longest = max(chosen.error.max(), result.random.mean, result.clustered.mean)
        self.adjust(self.errors, xlim=(0, round_limit(1.04 * longest)))


def _rectangles(marked: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Corners (rectangles, 4, 2) around the runs of marked rows in each split, counted from 1."""
    edges = np.diff(marked.astype(int), axis=1, prepend=0, append=0)
    splits, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    # White gaps between the strips, as long as these are few.
    half = 0.46 if len(marked) <= 10 else 0.5
    left, right, top, bottom = starts + 0.5, ends + 0.5, splits + 1 - half, splits + 1 + half
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return np.array(corners).transpose(2, 0, 1)


# --- explorer -----------------------------------------------------------------------------------


class SplittingExplorer(Explorer[SplittingResult]):
    """Choose a splitter: which rows land where, how many fits it takes, and how it flatters.

    The model is always the same: k-NN with 3 neighbours on standardised features.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features), optional
        Your own numeric features. By default measured Vickers hardnesses of the kit.
    target : str or array-like of shape (rows,), optional
        What to predict: a column of `data`, or the numbers themselves.
    formula : str or iterable of str, optional
        The formulas, to group by composition: a column of `data`, or the formulas themselves.

    Examples
    --------
    >>> explorer = SplittingExplorer()
    >>> explorer.set(splitter="leave-one-cluster-out", k=6)
    >>> explorer.state
    {'splitter': 'leave-one-cluster-out', 'k': 6, 'share': 20, 'seed': 0}
    >>> explorer.description
    'Leave-one-cluster-out with 6 clusters: 6 fits on ...'
    """

    view_type = SplittingView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
        formula: str | Iterable[str] | None = None,
    ) -> None:
        self._own = (data, target, formula)
        self._problem: SplittingProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Splitter, number of folds, share to validate, seed."""
        return {
            "splitter": widgets.Dropdown(
                options=list(SPLITTERS),
                value="k-fold",
                description="Splitter",
                tooltip="How the rows are divided into training and validation",
                layout=widgets.Layout(width="260px"),
            ),
            "k": widgets.IntSlider(
                value=5,
                min=2,
                max=10,
                description="Folds, repeats or clusters k",
                tooltip="Also of the two splitters that the dashed and the dotted line stand for",
                layout=widgets.Layout(width="380px"),
            ),
            "share": widgets.IntSlider(
                value=20,
                min=10,
                max=50,
                step=5,
                description="Validation share (%)",
                tooltip="Only hold-out and Monte Carlo ask for it; the others follow from k",
                layout=widgets.Layout(width="340px"),
            ),
            "seed": widgets.IntSlider(
                value=0,
                min=0,
                max=20,
                description="Random seed",
                tooltip="Another seed shuffles the rows and starts the clusters differently",
                layout=widgets.Layout(width="300px"),
            ),
        }

    def compute(self, splitter: str, k: int, share: int, seed: int) -> SplittingResult:
        """Run the model on the kit's data or the reader's own."""
        if self._problem is None:
            own = any(part is not None for part in self._own)
            self._problem = own_problem(*self._own) if own else hardness_problem()
        return explore_splitting(self._problem, splitter, k, share, seed)

    def describe(self, result: SplittingResult) -> str:
        """Fits and rows, mean and spread of the error, and the gap from random to clustered."""
        problem, chosen, k = result.problem, result.chosen, result.k
        name = {
            "hold-out": f"Hold-out of {result.share} %",
            "k-fold": f"Random {k}-fold",
            "stratified k-fold": f"Stratified {k}-fold (fifths of the target kept in proportion)",
            "leave-one-out": "Leave-one-out",
            "Monte Carlo": f"Monte Carlo, {k} times {result.share} %",
            "grouped by composition": f"{k}-fold grouped by composition",
            "leave-one-cluster-out": f"Leave-one-cluster-out with {k} clusters",
        }[result.splitter]
        fits = len(chosen.error)
        rows = f"{len(problem.y)} rows"
        if problem.groups is not None:
            rows += f" of {problem.groups.max() + 1} compositions"
        sizes = np.count_nonzero(chosen.landing != TRAINING, axis=1)
        size = f"{sizes.min()}" + (f" to {sizes.max()}" if np.ptp(sizes) else "")
        text = (
            f"{name}: {fits} {'fit' if fits == 1 else 'fits'} on {rows}, "
            f"{size} validated {'in it' if fits == 1 else 'in each'}"
        )
        if problem.groups is not None:
            twins = 100 * np.count_nonzero(chosen.landing == TWIN) / sizes.sum()
            text += f"; {twins:.0f} % of the validated have their composition in training too"
        unit = f" {problem.unit}" if problem.unit else ""
        spread = f" ± {_spread(chosen)}" if fits > 1 else ""
        meaning = "mean ± s.d. of the fits, " if fits > 1 else ""
        text += (
            f". Mean absolute error of {NEIGHBOURS}-NN in {problem.target}: "
            f"{three_digits(chosen.mean)}{spread}{unit} ({meaning}R² {_r2(chosen.r2)})."
        )
        gap = result.clustered.mean - result.random.mean
        row_gap = result.clustered.row_error - result.random.row_error
        verdict = (
            f"the random split flatters by {three_digits(gap)}{unit}, "
            f"or by {three_digits(row_gap)}{unit} if not each split but each row counts the same"
            if min(gap, row_gap) > 0
            else "here the random split does not flatter"
        )
        return (
            f"{text} Random {k}-fold gives {three_digits(result.random.mean)}{unit} "
            f"(R² {_r2(result.random.r2)}), leaving out one of {k} clusters "
            f"{three_digits(result.clustered.mean)}{unit} (R² {_r2(result.clustered.r2)}): "
            f"{verdict}."
        )


def _spread(scores: Validation) -> str:
    """The standard deviation with as many decimals as the mean beside it."""
    _, _, decimals = three_digits(scores.mean).partition(".")
    return f"{scores.spread:.{len(decimals)}f}"


def _r2(value: float) -> str:
    return "not defined" if np.isnan(value) else f"{value:.2f}".replace("-", "−")
