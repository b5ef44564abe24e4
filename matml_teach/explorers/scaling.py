"""Feature scaling: what each scaler does to the features and to the error of three models."""

import textwrap
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, RobustScaler, StandardScaler
from sklearn.svm import SVR

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit
from matml_teach.explorers.numbers import counted, three_digits
from matml_teach.explorers.own_data import finite_numbers, own_frame, take_target

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SCALERS = {
    "none": FunctionTransformer,  # hands the features on as they are
    "standard": StandardScaler,
    "min-max": MinMaxScaler,
    "robust": RobustScaler,
}
MODELS = ("k-NN", "SVR", "random forest")

# Enough rows for errors that do not hang on single compounds, few enough to fit while a slider
# moves.
_LARGEST_SIZE = 600
_SMALLEST_SIZE = 20
_MOST_FEATURES = 6


@dataclass(frozen=True, eq=False)
class ScalingProblem:
    """Unscaled features and target of a training and a test set.

    Attributes
    ----------
    X_train, X_test : ndarray of shape (rows, features)
        Each feature in its own unit.
    y_train, y_test : ndarray of shape (rows,)
        The target.
    features, units : tuple of str
        Name and unit of each feature; an empty unit is not known or there is none.
    target : str
        What is predicted, with its unit.
    """

    X_train: NDArray[np.float64]
    X_test: NDArray[np.float64]
    y_train: NDArray[np.float64]
    y_test: NDArray[np.float64]
    features: tuple[str, ...]
    units: tuple[str, ...]
    target: str


@dataclass(frozen=True, eq=False)
class ScalingResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : ScalingProblem
        The data before the outlier and the scaler.
    scaler, fit_on : str
        The setting.
    outlier, k : int
        The setting.
    train, test : ndarray of shape (rows, features)
        The scaled features.
    outlier_row : int
        Row of the training set that was moved.
    iqr : ndarray of shape (features,)
        Interquartile range of each feature in the scaled training set: the width of its middle
        half, which one outlier hardly changes unless the scaler gives way to it.
    error, reference : dict of str to float
        Mean absolute error of each model on the test set, in units of the target: for this setting,
        and with neither scaler nor outlier.
    leak : dict of str to float
        By how much fitting the scaler on all data changes each model's error; empty if the scaler
        was fitted on the training set.
    """

    problem: ScalingProblem
    scaler: str
    fit_on: str
    outlier: int
    k: int
    train: NDArray[np.float64]
    test: NDArray[np.float64]
    outlier_row: int
    iqr: NDArray[np.float64]
    error: dict[str, float]
    reference: dict[str, float]
    leak: dict[str, float]


# --- data ---------------------------------------------------------------------------------------


@cache
def moduli_problem() -> ScalingProblem:
    """Three composition features and the bulk modulus of 600 compounds of the Materials Project.

    A fixed random sample of those with a positive bulk modulus, half of it for training. The
    features, Magpie means over the composition, differ a thousandfold in scale: melting temperature
    of the elements (K), their Pauling electronegativity, their volume per atom (Å³).

    Returns
    -------
    ScalingProblem
        The target is the decimal logarithm of the bulk modulus in GPa.
    """
    from matml_teach.datasets import load_elasticity
    from matml_teach.features import CompositionFeaturizer

    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0].sample(_LARGEST_SIZE, random_state=0)
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table["formula"])
    columns = [
        f"MagpieData mean {name}" for name in ("MeltingT", "Electronegativity", "GSvolume_pa")
    ]
    return _split(
        magpie[columns].to_numpy(float),
        np.log10(table["bulk_modulus_GPa"].to_numpy(float)),
        features=("melting temperature", "electronegativity", "volume per atom"),
        units=("K", "Pauling", "Å³"),
        target="log₁₀(K/GPa)",
    )


def own_problem(
    data: pd.DataFrame | ArrayLike | None, target: str | ArrayLike | None
) -> ScalingProblem:
    """Check the reader's own data and split them into training and test set.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features)
        Numeric features, six at most.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column in `data`.

    Returns
    -------
    ScalingProblem
        Half of the rows for training, half for testing, 600 in all at most; a fixed random split.

    Raises
    ------
    ValueError
        If the data cannot be used as they are; the message says what to do.
    """
    frame = own_frame("ScalingExplorer", data, target)
    name, y = take_target(frame, target)
    if len(frame) < _SMALLEST_SIZE:
        raise ValueError(
            f"The data have {counted(len(frame), 'row')}; give at least {_SMALLEST_SIZE}."
        )
    if not 1 <= frame.shape[1] <= _MOST_FEATURES:
        raise ValueError(
            f"The data have {counted(frame.shape[1], 'feature')}; give 1 to {_MOST_FEATURES}."
        )
    return _split(
        np.column_stack([finite_numbers(column, frame[column]) for column in frame]),
        finite_numbers(name, y),
        features=tuple(frame.columns),
        units=("",) * frame.shape[1],
        target=name,
    )


def _split(
    X: NDArray[np.float64],
    y: NDArray[np.float64],
    features: tuple[str, ...],
    units: tuple[str, ...],
    target: str,
) -> ScalingProblem:
    half = min(len(X), _LARGEST_SIZE) // 2
    parts = train_test_split(X, y, train_size=half, test_size=half, random_state=0)
    return ScalingProblem(*parts, features, units, target)


# --- model --------------------------------------------------------------------------------------


def explore_scaling(
    problem: ScalingProblem,
    scaler: str = "none",
    outlier: int = 0,
    fit_on: str = "training set",
    k: int = 5,
) -> ScalingResult:
    """Scale the features, train k-NN, a support vector machine and a random forest, and test them.

    Parameters
    ----------
    problem : ScalingProblem
        The data.
    scaler : {"none", "standard", "min-max", "robust"}
        scikit-learn's scaler of that name.
    outlier : int
        How many standard deviations one training row, ordinary before, is moved up in the first
        feature.
    fit_on : {"training set", "all data"}
        What the scaler learns from; "all data" leaks the test set into the training.
    k : int
        Neighbours in k-NN.

    Returns
    -------
    ScalingResult
        Scaled features and test errors.

    Raises
    ------
    ValueError
        If there are fewer training rows than neighbours.

    Examples
    --------
    >>> result = explore_scaling(moduli_problem(), "standard")
    >>> result.error["k-NN"] < result.reference["k-NN"]
    True
    """
    if k > len(problem.y_train):
        raise ValueError(
            f"There are only {len(problem.y_train)} training rows for k = {k} neighbours; lower k."
        )
    train, test = _scaled(problem, scaler, outlier, fit_on)

    def errors(scaler: str, outlier: int, fit_on: str) -> dict[str, float]:
        return {
            # k matters to k-NN alone, and the others are not to be fitted again when it changes
            model: _model_error(
                problem, model, k if model == "k-NN" else 0, scaler, outlier, fit_on
            )
            for model in MODELS
        }

    error = errors(scaler, outlier, fit_on)
    leak = {}
    if fit_on == "all data":
        clean = errors(scaler, outlier, "training set")
        leak = {model: error[model] - clean[model] for model in MODELS}
    return ScalingResult(
        problem=problem,
        scaler=scaler,
        fit_on=fit_on,
        outlier=outlier,
        k=k,
        train=train,
        test=test,
        outlier_row=_ordinary_row(problem),
        iqr=np.subtract(*np.percentile(train, [75, 25], axis=0)),
        error=error,
        reference=errors("none", 0, "training set"),
        leak=leak,
    )


def _ordinary_row(problem: ScalingProblem) -> int:
    """Training row whose first feature is the median."""
    return int(np.argsort(problem.X_train[:, 0], kind="stable")[len(problem.X_train) // 2])


@lru_cache(maxsize=64)
def _scaled(
    problem: ScalingProblem, scaler: str, outlier: int, fit_on: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    train = problem.X_train.copy()
    train[_ordinary_row(problem), 0] += outlier * problem.X_train[:, 0].std()
    seen = np.vstack([train, problem.X_test]) if fit_on == "all data" else train
    fitted = SCALERS[scaler]().fit(seen)
    return fitted.transform(train), fitted.transform(problem.X_test)


@lru_cache(maxsize=1024)
def _model_error(
    problem: ScalingProblem, model: str, k: int, scaler: str, outlier: int, fit_on: str
) -> float:
    estimator = {
        "k-NN": lambda: KNeighborsRegressor(k),
        "SVR": lambda: SVR(),
        "random forest": lambda: RandomForestRegressor(n_estimators=20, random_state=0),
    }[model]()
    train, test = _scaled(problem, scaler, outlier, fit_on)
    predicted = estimator.fit(train, problem.y_train).predict(test)
    return float(mean_absolute_error(problem.y_test, predicted))


# --- view ---------------------------------------------------------------------------------------


class ScalingView(View[ScalingResult]):
    """Left the features as the models see them, right the test errors."""

    size = (9.0, 3.7)

    def build(self, figure: "Figure", result: ScalingResult) -> None:
        """Create the two panels: a row per feature, a bar per model."""
        problem = result.problem
        figure.get_layout_engine().set(wspace=0.12)
        self.features, self.errors = figure.subplots(1, 2, width_ratios=[1.35, 1])
        self.features.set_title("What the models see\n(one dot per training row)")
        self.features.locator_params(axis="x", nbins=6)
        self.features.grid(axis="y", visible=False)
        self.features.tick_params(axis="y", length=0)
        count = len(problem.features)
        labels = [
            textwrap.fill(f"{name} ({unit})" if unit else name, width=18)
            for name, unit in zip(problem.features, problem.units, strict=True)
        ]
        # The band above the first row is for the outlier's label, which so covers no dot.
        self.features.set(ylim=(count - 0.4, -0.85), yticks=range(count), yticklabels=labels)
        self.jitter = np.random.default_rng(0).uniform(-0.3, 0.3, len(problem.X_train))
        self.jitter[result.outlier_row] = 0
        self.points = [
            self.features.plot([], [], "o", ms=4, mew=0, alpha=0.45, color=plots.PALETTE[0])[0]
            for _ in range(count)
        ]
        self.iqrs = [
            self.features.annotate(
                "",
                (1, row),
                xycoords=("axes fraction", "data"),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=9.5,
            )
            for row in range(count)
        ]
        red = plots.PALETTE[3]
        (self.outlier,) = self.features.plot([], [], "o", ms=10, mfc="none", mec=red, mew=2)
        self.outlier_label = self.features.annotate(
            "", (0, -0.3), xytext=(0, 3), textcoords="offset points", va="bottom", color=red
        )

        rows = range(len(MODELS))
        self.errors.set_title("Test error", pad=22)
        self.errors.set(
            ylim=(len(rows) - 0.4, -0.6),
            yticks=rows,
            yticklabels=[model.replace(" ", "\n") for model in MODELS],
            xlabel="mean absolute error\nin " + textwrap.shorten(problem.target, 40),
        )
        self.errors.grid(axis="y", visible=False)
        self.errors.tick_params(axis="y", length=0)
        self.bars = self.errors.barh(rows, 0.0, height=0.55, color=plots.PALETTE[2])
        # One line for all three marks, broken by NaN.
        (self.marks,) = self.errors.plot([], [], color=plots.INK, label="no scaler, no outlier")
        self.values = [
            self.errors.annotate(
                "", (0, row), xytext=(5, 0), textcoords="offset points", va="center"
            )
            for row in rows
        ]
        self.errors.legend(
            loc="lower left", bbox_to_anchor=(0, 1), borderpad=0.2, borderaxespad=0, handlelength=1
        )

    def update(self, result: ScalingResult) -> None:
        """Move points, bars, marks and numbers."""
        for row, (points, iqr) in enumerate(zip(self.points, self.iqrs, strict=True)):
            points.set_data(result.train[:, row], row + self.jitter)
            iqr.set_text(f"IQR\n{three_digits(result.iqr[row])}")
        # The axis leaves the outlier out: stretched to it, every scaler would look equally bad.
        ordinary = np.ones(result.train.shape, dtype=bool)
        ordinary[result.outlier_row, 0] = result.outlier == 0
        low, high = result.train[ordinary].min(), result.train[ordinary].max()
        margin = 0.04 * (high - low) or 1.0
        if result.scaler == "none":
            label = "value,\neach feature in its own unit"
        else:
            leak = "all data (leak)" if result.fit_on == "all data" else "the training set"
            label = f"value after {result.scaler} scaling (no unit),\nscaler fitted on {leak}"
        self.adjust(self.features, xlim=(low - margin, high + margin), xlabel=label)
        place = float(result.train[result.outlier_row, 0])
        beyond = place > high + margin / 2  # its circle would not lie inside the axes
        self.outlier.set_data([place], [0])
        self.outlier.set_visible(result.outlier > 0 and not beyond)
        self.outlier_label.set_visible(result.outlier > 0)
        self.outlier_label.set_text(f"outlier: {three_digits(place)} →" if beyond else "outlier")
        self.outlier_label.xy = (high + margin if beyond else place, -0.3)
        self.outlier_label.set_ha("right" if place > (low + high) / 2 else "left")

        marks: list[tuple[float, float]] = []
        for row, model in enumerate(MODELS):
            error, reference = result.error[model], result.reference[model]
            self.bars[row].set_width(error)
            self.values[row].set_text(three_digits(error))
            self.values[row].xy = (max(error, reference), row)
            marks += [(reference, row - 0.36), (reference, row + 0.36), (np.nan, np.nan)]
        self.marks.set_data(*zip(*marks, strict=True))
        longest = max(*result.error.values(), *result.reference.values())
        self.adjust(self.errors, xlim=(0, round_limit(1.25 * longest)))


# --- explorer -----------------------------------------------------------------------------------


class ScalingExplorer(Explorer[ScalingResult]):
    """Choose a scaler, drag an outlier, let the test set leak: what happens to three models?

    Parameters
    ----------
    data : data frame or array-like of shape (rows, features), optional
        Your own numeric features, six at most; the first is the one the outlier is dragged in. By
        default 600 compounds of the kit's elasticity data.
    target : str or array-like of shape (rows,), optional
        What to predict: a column of `data`, or the numbers themselves.

    Examples
    --------
    >>> explorer = ScalingExplorer()
    >>> explorer.set(scaler="min-max", outlier=100)
    >>> explorer.state
    {'scaler': 'min-max', 'fit_on': 'training set', 'outlier': 100, 'k': 5}
    >>> explorer.description
    'Min-max scaling fitted on the training set, one outlier of 100 s.d. in melting ...'
    """

    view_type = ScalingView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
    ) -> None:
        self._data, self._target = data, target
        self._problem: ScalingProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Scaler, size of the outlier, what the scaler is fitted on, neighbours in k-NN."""
        return {
            "scaler": widgets.Dropdown(
                options=list(SCALERS),
                value="none",
                description="Scaler",
                tooltip="How the features are brought to a common scale",
                layout=widgets.Layout(width="170px"),
            ),
            "fit_on": widgets.Dropdown(
                options=["training set", "all data"],
                value="training set",
                description="Fit scaler on",
                tooltip="All data: the scaler has seen the test set, which is a leak",
                layout=widgets.Layout(width="230px"),
            ),
            "outlier": widgets.IntSlider(
                value=0,
                min=0,
                max=100,
                step=5,
                description="Outlier (s.d.)",
                tooltip="How far one training row is moved up in the first feature",
                layout=widgets.Layout(width="320px"),
            ),
            "k": widgets.IntSlider(
                value=5,
                min=1,
                max=25,
                description="Neighbours k",
                tooltip="How many neighbours k-NN averages",
                layout=widgets.Layout(width="300px"),
            ),
        }

    def compute(self, scaler: str, outlier: int, fit_on: str, k: int) -> ScalingResult:
        """Run the model on the kit's data or the reader's own."""
        if self._problem is None:
            own = self._data is not None or self._target is not None
            self._problem = own_problem(self._data, self._target) if own else moduli_problem()
        return explore_scaling(self._problem, scaler, outlier, fit_on, k)

    def describe(self, result: ScalingResult) -> str:
        """Setting, interquartile ranges of the features, test errors, and what a leak changed."""
        problem = result.problem
        if result.scaler == "none":
            setting = "No scaler"
        else:
            setting = f"{result.scaler.capitalize()} scaling fitted on the {result.fit_on}"
            setting = setting.replace("the all data", "all data")
        if result.outlier:
            setting += f", one outlier of {result.outlier} s.d. in {problem.features[0]}"
        ranges = ", ".join(
            f"{name} {three_digits(iqr)}"
            for name, iqr in zip(problem.features, result.iqr, strict=True)
        )
        names = {**dict.fromkeys(MODELS), "k-NN": f"k-NN (k = {result.k})"}
        errors = ", ".join(
            f"{names[model] or model} {three_digits(result.error[model])} "
            f"({three_digits(result.reference[model])})"
            for model in MODELS
        )
        text = (
            f"{setting}. Interquartile ranges (IQR) in the training set: {ranges}. "
            f"Mean absolute error in {problem.target} on {len(problem.y_test)} test rows, "
            f"in brackets with neither scaler nor outlier: {errors}."
        )
        if result.leak and result.scaler == "none":
            text += " Without a scaler there is nothing to fit, so nothing leaks."
        elif result.leak:
            changes = ", ".join(f"{model} {_signed(result.leak[model])}" for model in MODELS)
            text += f" The leak changes the errors by: {changes}."
        return text


def _signed(value: float) -> str:
    return f"{value:+.2g}".replace("-", "−") if value else "0"
