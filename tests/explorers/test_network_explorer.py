"""The network explorer against plain scikit-learn, and what its picture says."""

import io
from itertools import pairwise

import numpy as np
import pytest
from explorer_pictures import texts_outside
from PIL import Image
from sklearn.compose import TransformedTargetRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_elasticity
from matml_teach.explorers.network import (
    ACTIVATIONS,
    NetworkExplorer,
    count_parameters,
    explore_network,
    melting_problem,
)
from matml_teach.features import CompositionFeaturizer

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


@pytest.fixture(scope="module")
def problem():
    return melting_problem()


@pytest.fixture
def two_moduli():
    """A small table of the reader's own: 80 compounds, two properties of the data set."""
    table = load_elasticity().dropna().head(80).reset_index(drop=True)
    return table[["bulk_modulus_GPa", "shear_modulus_GPa"]]


def test_data_are_the_kits_own(problem):
    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0].sample(400, random_state=0)
    featurizer = CompositionFeaturizer().set_output(transform="pandas")
    features = featurizer.fit_transform(table["formula"].head(20))
    np.testing.assert_array_equal(problem.x[:20], features["MagpieData mean MeltingT"])
    np.testing.assert_allclose(10**problem.y, table["bulk_modulus_GPa"])


@pytest.mark.parametrize(
    ("width", "depth", "activation", "seed"), [(5, 1, "tanh", 0), (12, 2, "relu", 3)]
)
def test_fit_and_errors_are_those_of_a_plain_pipeline(problem, width, depth, activation, seed):
    x_train, x_validation, y_train, y_validation = train_test_split(
        problem.x[:, None], problem.y, train_size=100, test_size=300, random_state=0
    )
    network = MLPRegressor(
        hidden_layer_sizes=[width] * depth,
        activation=activation,
        solver="lbfgs",
        alpha=0,
        random_state=seed,
        max_iter=200,
    )
    model = TransformedTargetRegressor(
        make_pipeline(StandardScaler(), network), transformer=StandardScaler()
    ).fit(x_train, y_train)
    result = explore_network(problem, width, depth, activation, seed)
    train = root_mean_squared_error(y_train, model.predict(x_train))
    validation = root_mean_squared_error(y_validation, model.predict(x_validation))
    # hundreds of iterations amplify the rounding of two ways to standardise
    assert result.train_error == pytest.approx(train, rel=0.02)
    assert result.validation_error == pytest.approx(validation, rel=0.1)
    fitted = model.regressor_[-1]
    assert result.parameters == sum(part.size for part in (*fitted.coefs_, *fitted.intercepts_))
    assert result.validation_baseline == pytest.approx(
        root_mean_squared_error(y_validation, np.full(300, y_train.mean()))
    )


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("width", [1, 7])
def test_parameters_are_counted_layer_by_layer(width, depth):
    sizes = [1, *[width] * depth, 1]
    expected = sum((a + 1) * b for a, b in pairwise(sizes))
    assert count_parameters(width, depth) == expected


@pytest.mark.parametrize(("width", "depth"), [(1, 1), (20, 3)])
def test_network_without_a_bend_is_linear_regression(problem, width, depth):
    result = explore_network(problem, width, depth, "identity")
    line = LinearRegression().fit(result.x_train[:, None], result.y_train)
    np.testing.assert_allclose(result.function, line.predict(result.grid[:, None]), atol=1e-3)


def test_larger_networks_fit_the_training_rows_better_but_overfit(problem):
    small = explore_network(problem, 1, 1, "tanh")
    large = explore_network(problem, 40, 2, "tanh")
    assert large.train_error < 0.95 * small.train_error
    assert large.validation_error > small.validation_error
    assert large.parameters > 10 * len(large.y_train)


def test_no_row_is_both_for_training_and_validation(two_moduli):
    explorer = NetworkExplorer(two_moduli, "shear_modulus_GPa")
    result = explorer.result
    assert (len(result.x_train), len(result.x_validation)) == (20, 60)
    assert sorted([*result.x_train, *result.x_validation]) == sorted(two_moduli.iloc[:, 0])


def test_description_states_the_numbers_of_the_result():
    explorer = NetworkExplorer()
    explorer.set(width=1, depth=1, activation="identity")
    result, text = explorer.result, explorer.description
    assert text.startswith("1 hidden layer of 1 identity neuron: 4 parameters, fitted to 100 rows")
    assert f"(converged after {result.iterations} iterations)" in text
    assert f"training {result.train_error:.3f}, validation {result.validation_error:.3f}" in text
    assert f"predicting the mean gives {result.train_baseline:.3f} and" in text
    assert text.endswith("Without a bend in its neurons the network is a straight line.")
    explorer.set(width=20, depth=3, activation="tanh")
    assert "3 hidden layers of 20 tanh neurons: 901 parameters" in explorer.description
    assert "stopped after 200 iterations" in explorer.description


def test_state_can_be_read_and_set():
    explorer = NetworkExplorer()
    state = {"width": 3, "depth": 1, "activation": "relu", "seed": 9}
    explorer.state = state
    assert explorer.state == state
    assert explorer.error is None
    with pytest.raises(ValueError, match="depth is a whole number from 1 to 3, not 0"):
        explorer.set(depth=0)


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = NetworkExplorer()
    explorer.flush()
    view = explorer._view

    def artists():
        return {
            id(artist)
            for axes in view.figure.axes
            for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
        }

    before, pictures = artists(), set()
    for activation in ACTIVATIONS:
        for width in (1, 15):
            explorer.set(activation=activation, width=width)
            assert explorer.error is None
            pictures.add(explorer.png)
    assert len(pictures) == 8
    assert artists() == before
    result = explorer.result
    np.testing.assert_array_equal(view.curve.get_ydata(), result.function)
    widths = [bar.get_width() for bar in view.bars]
    assert widths == [result.train_error, result.validation_error]
    assert view.title.get_text() == f"Errors with {result.parameters} parameters"


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("width", "depth"), [(1, 1), (40, 3)])
def test_no_text_is_clipped_or_covers_another(width, depth, activation):
    explorer = NetworkExplorer()
    explorer.flush()  # the layout is worked out for another setting
    explorer.set(width=width, depth=depth, activation=activation)
    assert texts_outside(explorer) == ([], [])


def test_own_data_as_frame_series_and_arrays_give_the_same(two_moduli):
    x, y = two_moduli["bulk_modulus_GPa"], two_moduli["shear_modulus_GPa"]
    named = NetworkExplorer(two_moduli, "shear_modulus_GPa")
    series = NetworkExplorer(x, y)
    arrays = NetworkExplorer(x.to_numpy()[:, None], y.to_numpy())
    assert named.error is None
    assert named.description == series.description
    assert "shear_modulus_GPa" in named.description
    assert named.result.validation_error == arrays.result.validation_error
    assert Image.open(io.BytesIO(arrays.png)).size == (1728, 720)
    assert texts_outside(named) == ([], [])


@pytest.mark.parametrize(
    ("spoil", "target", "sentence"),
    [
        (lambda t: t, None, "Say what to predict"),
        (lambda t: t, "hardness", "There is not one column 'hardness'"),
        (lambda t: t.head(19), "shear_modulus_GPa", "The data have 19 rows; give at least 20."),
        (lambda t: t.assign(c=1.0), "shear_modulus_GPa", "the data have 2; give one."),
        (
            lambda t: t.assign(bulk_modulus_GPa=np.nan),
            "shear_modulus_GPa",
            "Column 'bulk_modulus_GPa' has 80 missing or infinite values",
        ),
        (lambda t: t.assign(bulk_modulus_GPa=1.0), "shear_modulus_GPa", "is the same in every row"),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(two_moduli, spoil, target, sentence):
    explorer = NetworkExplorer(spoil(two_moduli), target)
    data, _ = explorer._repr_mimebundle_()
    assert sentence in data["text/plain"]
    explorer.set(width=2)  # still alive
    assert sentence in explorer.description


def test_column_that_varies_in_one_row_only_is_drawn(two_moduli):
    for row in (0, 40, 79):
        almost = two_moduli.assign(bulk_modulus_GPa=1.0)
        almost.loc[row, "bulk_modulus_GPa"] = 2.0
        explorer = NetworkExplorer(almost, "shear_modulus_GPa")
        assert explorer.result is not None
        assert explorer.error is None


def test_every_control_carries_a_label_and_a_tooltip():
    for control in NetworkExplorer().controls.values():
        assert control.description
        assert control.tooltip
        assert not control.disabled
