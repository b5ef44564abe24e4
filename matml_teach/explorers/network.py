"""Networks: what width, depth and activation change in the function a network learns."""

import textwrap
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit
from matml_teach.explorers.numbers import counted, three_digits
from matml_teach.explorers.optimiser import LineProblem, own_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ACTIVATIONS = ("identity", "relu", "tanh", "logistic")

# Few rows to learn from, so that a large network can overfit them; many to judge it by.
_TRAINING_ROWS = 100
_VALIDATION_ROWS = 300
_SMALLEST_SIZE = 20
_ITERATIONS = 200
_GRID = 300


@dataclass(frozen=True, eq=False)
class NetworkResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    problem : LineProblem
        The data.
    width, depth, seed : int
        The setting.
    activation : str
        The setting.
    x_train, y_train, x_validation, y_validation : ndarray of shape (rows,)
        The split, in the units of the data.
    grid, function : ndarray of shape (points,)
        Values of the feature over the range of the data, and what the network predicts there.
    parameters : int
        Weights and biases of the network.
    iterations : int
        Iterations of L-BFGS until it converged or was stopped.
    train_error, validation_error : float
        Root mean squared errors, in the unit of the target.
    train_baseline, validation_baseline : float
        The same for predicting the mean of the training set everywhere.
    """

    problem: LineProblem
    width: int
    depth: int
    activation: str
    seed: int
    x_train: NDArray[np.float64]
    y_train: NDArray[np.float64]
    x_validation: NDArray[np.float64]
    y_validation: NDArray[np.float64]
    grid: NDArray[np.float64]
    function: NDArray[np.float64]
    parameters: int
    iterations: int
    train_error: float
    validation_error: float
    train_baseline: float
    validation_baseline: float


# --- data ---------------------------------------------------------------------------------------


@cache
def melting_problem() -> LineProblem:
    """Bulk modulus of 400 compounds against the mean melting temperature of their elements.

    A fixed random sample of the Materials Project's compounds with a positive bulk modulus.

    Returns
    -------
    LineProblem
        Feature in K; target the decimal logarithm of the bulk modulus in GPa.
    """
    from matml_teach.datasets import load_elasticity
    from matml_teach.features import CompositionFeaturizer

    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0]
    table = table.sample(_TRAINING_ROWS + _VALIDATION_ROWS, random_state=0)
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table["formula"])
    return LineProblem(
        magpie["MagpieData mean MeltingT"].to_numpy(float),
        np.log10(table["bulk_modulus_GPa"].to_numpy(float)),
        "mean melting temperature of the elements",
        "log₁₀(K/GPa)",
        "K",
        "",
    )


# --- model --------------------------------------------------------------------------------------


def count_parameters(width: int, depth: int) -> int:
    """Count weights and biases of a network with one input, one output and equal hidden layers.

    Parameters
    ----------
    width, depth : int
        Neurons in each hidden layer; number of hidden layers, at least 1.

    Returns
    -------
    int
        Number of trainable parameters.

    Examples
    --------
    >>> count_parameters(width=10, depth=2)  # (10 + 10) + (100 + 10) + (10 + 1)
    141
    """
    return 2 * width + (depth - 1) * (width + 1) * width + width + 1


@lru_cache(maxsize=512)
def explore_network(
    problem: LineProblem,
    width: int = 10,
    depth: int = 2,
    activation: str = "tanh",
    seed: int = 0,
) -> NetworkResult:
    """Fit a multilayer perceptron to one feature and judge it on rows it has not seen.

    Feature and target are standardised on the training set; L-BFGS minimises the squared error
    without a penalty, for 200 iterations at most.

    Parameters
    ----------
    problem : LineProblem
        The data: a quarter for training, at most 100 rows, and at most 300 for validation.
    width, depth : int
        Neurons in each hidden layer; number of hidden layers.
    activation : {"identity", "relu", "tanh", "logistic"}
        Function that each hidden neuron applies.
    seed : int
        Seed of the first weights; the split stays the same.

    Returns
    -------
    NetworkResult
        The function learnt and its errors.

    Raises
    ------
    ValueError
        If there are fewer than 20 rows.

    Examples
    --------
    >>> result = explore_network(melting_problem(), width=5, depth=1)
    >>> result.parameters
    16
    >>> result.validation_error < result.validation_baseline
    True
    """
    rows = len(problem.y)
    if rows < _SMALLEST_SIZE:
        raise ValueError(f"The data have {counted(rows, 'row')}; give at least {_SMALLEST_SIZE}.")
    train = min(_TRAINING_ROWS, rows // 4)
    parts = train_test_split(
        problem.x,
        problem.y,
        train_size=train,
        test_size=min(_VALIDATION_ROWS, rows - train),
        random_state=0,
    )
    x_train, x_validation, y_train, y_validation = parts
    # A column may be constant in the training rows alone; dividing by 1 then changes nothing.
    x_mean, x_spread = x_train.mean(), x_train.std() or 1.0
    y_mean, y_spread = y_train.mean(), y_train.std() or 1.0
    network = MLPRegressor(
        hidden_layer_sizes=(width,) * depth,
        activation=activation,
        solver="lbfgs",
        alpha=0.0,
        max_iter=_ITERATIONS,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the description says it
        network.fit(((x_train - x_mean) / x_spread)[:, None], (y_train - y_mean) / y_spread)

    def predict(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return y_mean + y_spread * network.predict(((x - x_mean) / x_spread)[:, None])

    grid = np.linspace(*np.percentile(np.r_[x_train, x_validation], [0, 100]), _GRID)
    return NetworkResult(
        problem=problem,
        width=width,
        depth=depth,
        activation=activation,
        seed=seed,
        x_train=x_train,
        y_train=y_train,
        x_validation=x_validation,
        y_validation=y_validation,
        grid=grid,
        function=predict(grid),
        parameters=count_parameters(width, depth),
        iterations=int(network.n_iter_),
        train_error=_rmse(y_train, predict(x_train)),
        validation_error=_rmse(y_validation, predict(x_validation)),
        train_baseline=_rmse(y_train, y_mean),
        validation_baseline=_rmse(y_validation, y_mean),
    )


def _rmse(y: NDArray[np.float64], predicted: NDArray[np.float64] | float) -> float:
    return float(np.sqrt(np.mean((y - predicted) ** 2)))


# --- view ---------------------------------------------------------------------------------------


class NetworkView(View[NetworkResult]):
    """Left the data and the function learnt, right the errors."""

    size = (9.0, 3.75)

    def build(self, figure: "Figure", result: NetworkResult) -> None:
        """Create points, curve, bars and marks; data and axes never change."""
        figure.get_layout_engine().set(wspace=0.08)
        self.fit, self.errors = figure.subplots(1, 2, width_ratios=[1.5, 1])
        problem = result.problem
        unit = f" ({problem.feature_unit})" if problem.feature_unit else ""
        self.fit.set_xlabel(textwrap.shorten(problem.feature, 50) + unit)
        self.fit.set_ylabel(textwrap.shorten(problem.target, 30))
        self.fit.set_title("The function learnt", pad=24)
        y = np.r_[result.y_train, result.y_validation]
        margin = 0.08 * np.ptp(y) or 1.0
        self.fit.set_ylim(y.min() - margin, y.max() + margin)  # a wild function may leave the axes
        margin = 0.03 * np.ptp(result.grid) or 1.0
        self.fit.set_xlim(result.grid[0] - margin, result.grid[-1] + margin)
        grey, blue, red = plots.PALETTE[7], plots.PALETTE[0], plots.PALETTE[3]
        self.fit.plot(
            result.x_validation,
            result.y_validation,
            "o",
            ms=3.5,
            mew=0,
            alpha=0.5,
            color=grey,
            label=f"{len(result.y_validation)} validation rows",
        )
        self.fit.plot(
            result.x_train,
            result.y_train,
            "s",
            ms=4.5,
            mew=0,
            color=blue,
            label=f"{len(result.y_train)} training rows",
        )
        (self.curve,) = self.fit.plot([], [], color=red, lw=2.2, label="network")
        self.fit.legend(
            loc="lower left",
            bbox_to_anchor=(-0.02, 1),
            ncols=3,
            borderpad=0.2,
            borderaxespad=0.2,
            columnspacing=1.2,
            handletextpad=0.4,
            handlelength=1.2,
        )

        self.title = self.errors.set_title("", pad=24)
        self.errors.set(ylim=(1.6, -0.6), yticks=[0, 1], yticklabels=["training", "validation"])
        self.errors.set_xlabel(
            "root mean squared error\nin " + textwrap.shorten(problem.target, 40)
        )
        self.errors.grid(axis="y", visible=False)
        self.errors.tick_params(axis="y", length=0)
        self.errors.locator_params(axis="x", nbins=5)
        self.bars = self.errors.barh([0, 1], 0.0, height=0.5, color=[blue, grey])
        baselines = (result.train_baseline, result.validation_baseline)
        marks = [
            (baseline, row + end)
            for row, baseline in enumerate(baselines)
            for end in (-0.33, 0.33, np.nan)
        ]
        self.errors.plot(*zip(*marks, strict=True), color=plots.INK, label="predicting the mean")
        self.values = [
            self.errors.annotate(
                "", (0, row), xytext=(6, 0), textcoords="offset points", va="center"
            )
            for row in (0, 1)
        ]
        self.errors.legend(
            loc="lower left",
            bbox_to_anchor=(-0.02, 1),
            borderpad=0.2,
            borderaxespad=0.2,
            handlelength=1,
        )

    def update(self, result: NetworkResult) -> None:
        """Move curve, bars and numbers."""
        self.curve.set_data(result.grid, result.function)
        errors = (result.train_error, result.validation_error)
        baselines = (result.train_baseline, result.validation_baseline)
        for bar, value, error, baseline in zip(
            self.bars, self.values, errors, baselines, strict=True
        ):
            bar.set_width(error)
            value.set_text(three_digits(error))
            value.xy = (max(error, baseline), value.xy[1])
        self.adjust(self.errors, xlim=(0, round_limit(1.3 * max(*errors, *baselines))))
        self.title.set_text(f"Errors with {counted(result.parameters, 'parameter')}")


# --- explorer -----------------------------------------------------------------------------------


class NetworkExplorer(Explorer[NetworkResult]):
    """Make a network wider, deeper or linear: which function does it learn, and does it overfit?

    Parameters
    ----------
    data : data frame or array-like of shape (rows,) or (rows, 1), optional
        Your own feature; 20 rows at least. By default the mean melting temperature of the elements
        in 400 compounds.
    target : str or array-like of shape (rows,), optional
        What to predict: a column of `data`, or the numbers themselves. By default the logarithm of
        the compounds' bulk moduli.

    Examples
    --------
    >>> explorer = NetworkExplorer()
    >>> explorer.set(width=20, activation="relu")
    >>> explorer.description
    '2 hidden layers of 20 relu neurons: 481 parameters, fitted to 100 rows ...'
    """

    view_type = NetworkView

    def __init__(
        self,
        data: pd.DataFrame | ArrayLike | None = None,
        target: str | ArrayLike | None = None,
    ) -> None:
        self._data, self._target = data, target
        self._problem: LineProblem | None = None
        super().__init__()

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """Width, depth, activation, and the seed of the first weights."""
        return {
            "width": widgets.IntSlider(
                value=10,
                min=1,
                max=40,
                description="Width (neurons)",
                tooltip="How many neurons each hidden layer has",
                layout=widgets.Layout(width="320px"),
            ),
            "depth": widgets.IntSlider(
                value=2,
                min=1,
                max=3,
                description="Depth (hidden layers)",
                tooltip="How many hidden layers follow each other",
                layout=widgets.Layout(width="280px"),
            ),
            "activation": widgets.Dropdown(
                options=list(ACTIVATIONS),
                value="tanh",
                description="Activation",
                tooltip="Function each hidden neuron applies; identity leaves the network linear",
                layout=widgets.Layout(width="190px"),
            ),
            "seed": widgets.IntSlider(
                value=0,
                min=0,
                max=9,
                description="Seed of the weights",
                tooltip="Other first weights, same data: how much does the function change?",
                layout=widgets.Layout(width="280px"),
            ),
        }

    def compute(self, width: int, depth: int, activation: str, seed: int) -> NetworkResult:
        """Run the model on the kit's data or the reader's own."""
        if self._problem is None:
            own = self._data is not None or self._target is not None
            self._problem = own_line(self._data, self._target) if own else melting_problem()
        return explore_network(self._problem, width, depth, activation, seed)

    def describe(self, result: NetworkResult) -> str:
        """Setting, number of parameters, both errors and the baseline's."""
        ending = "stopped after" if result.iterations >= _ITERATIONS else "converged after"
        linear = " Without a bend in its neurons the network is a straight line."
        return (
            f"{counted(result.depth, 'hidden layer')} of {result.width} {result.activation} "
            f"neuron{'s' if result.width > 1 else ''}: {counted(result.parameters, 'parameter')}, "
            f"fitted to {len(result.y_train)} rows ({ending} "
            f"{counted(result.iterations, 'iteration')}). Root mean squared error in "
            f"{result.problem.target}: training {three_digits(result.train_error)}, validation "
            f"{three_digits(result.validation_error)} on {len(result.y_validation)} rows; "
            f"predicting the mean gives {three_digits(result.train_baseline)} and "
            f"{three_digits(result.validation_baseline)}."
            + (linear if result.activation == "identity" else "")
        )
