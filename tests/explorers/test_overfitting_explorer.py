"""The overfitting explorer against plain scikit-learn, and what its picture says."""

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import root_mean_squared_error
from sklearn.neighbors import KNeighborsRegressor
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, PolynomialFeatures
from sklearn.tree import DecisionTreeRegressor

from matml_teach.datasets import load_elasticity
from matml_teach.explorers import overfitting
from matml_teach.explorers.overfitting import (
    FAMILIES,
    LEVELS,
    OverfittingExplorer,
    explore_overfitting,
    moduli_problem,
    own_problem,
)
from matml_teach.features import CompositionFeaturizer


@pytest.fixture(scope="module")
def problem():
    return moduli_problem()


@pytest.fixture
def moduli():
    """A small table of the reader's own: bulk and shear modulus of 80 compounds."""
    table = load_elasticity().dropna().head(80).reset_index(drop=True)
    return table[["shear_modulus_GPa", "bulk_modulus_GPa"]]


def _hidden_layer(width):
    """A layer of scikit-learn's network with the explorer's random weights."""
    network = MLPRegressor((width,), activation="tanh")
    slopes, shifts = overfitting._SLOPES[:width], overfitting._SHIFTS[:width]
    network.coefs_, network.intercepts_ = [slopes[None], np.eye(width)], [shifts, np.zeros(width)]
    network.n_layers_, network.n_outputs_, network.out_activation_ = 3, width, "identity"
    return FunctionTransformer(lambda X: network._forward_pass_fast(X, check_input=False))


def _plain(family, setting):
    powers = PolynomialFeatures(15, include_bias=False)
    unit = MinMaxScaler((-1, 1), clip=True)
    return {
        "polynomial": lambda: make_pipeline(
            unit, powers.set_params(degree=setting), LinearRegression()
        ),
        "ridge on degree 15": lambda: make_pipeline(unit, powers, Ridge(setting, solver="svd")),
        "decision tree": lambda: DecisionTreeRegressor(max_depth=setting, random_state=0),
        "k-NN": lambda: KNeighborsRegressor(setting),
        "network": lambda: make_pipeline(unit, _hidden_layer(setting), Ridge(1e-3, solver="svd")),
    }[family]()


def test_data_are_the_kits_own_moduli(problem):
    table = load_elasticity().set_index("formula")["bulk_modulus_GPa"].dropna()
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table.index)
    feature = magpie["MagpieData mean MendeleevNumber"]
    known = set(zip(feature, np.log10(table.to_numpy()), strict=True))
    assert set(zip(problem.x_train, problem.y_train, strict=True)) <= known
    assert set(zip(problem.x_validation, problem.y_validation, strict=True)) <= known
    assert (len(problem.x_train), len(problem.x_validation)) == (200, 400)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("level", [1, 4, 8])
def test_errors_and_fit_are_those_of_plain_scikit_learn(problem, family, level):
    result = explore_overfitting(problem, family, level, size=60)
    model = _plain(family, result.settings[level - 1])
    model.fit(problem.x_train[:60, None], problem.y_train[:60])
    for X, y, errors in (
        (problem.x_train[:60], problem.y_train[:60], result.training),
        (problem.x_validation, problem.y_validation, result.validation),
    ):
        error = root_mean_squared_error(y, model.predict(X[:, None]))
        assert errors[level - 1] == pytest.approx(error, rel=1e-6)
    np.testing.assert_allclose(result.curve, model.predict(result.grid[:, None]), rtol=1e-6)


@pytest.mark.parametrize("size", [20, 30, 200])
@pytest.mark.parametrize("family", ["polynomial", "ridge on degree 15", "decision tree"])
def test_training_error_never_rises_with_complexity(problem, family, size):
    training = explore_overfitting(problem, family, size=size).training
    assert np.all(np.diff(training) < 1e-9)


def test_a_wide_network_overfits_and_a_narrow_one_underfits(problem):
    errors = explore_overfitting(problem, "network", size=60)
    assert errors.training[-1] < 0.6 * errors.training[0]
    assert errors.validation[-1] > 1.3 * errors.validation.min()
    assert errors.validation[0] > 1.05 * errors.validation.min()
    assert errors.validation.max() < 10  # no neuron runs away


@pytest.mark.parametrize("level", [2, 6])
def test_bias_and_variance_are_those_of_refits_and_add_up(problem, level):
    result = explore_overfitting(problem, "decision tree", level, size=50)
    rng = np.random.default_rng(0)
    guesses = []
    for _ in range(15):
        rows = rng.integers(50, size=50)
        tree = DecisionTreeRegressor(max_depth=level, random_state=0)
        tree.fit(problem.x_train[rows, None], problem.y_train[rows])
        guesses.append(tree.predict(problem.x_validation[:, None]))
    truth = problem.y_validation
    mean = np.mean(guesses, axis=0)
    assert result.bias == pytest.approx(np.mean((truth - mean) ** 2))
    assert result.variance == pytest.approx(np.var(guesses, axis=0).mean())
    errors = [np.mean((truth - guess) ** 2) for guess in guesses]
    assert result.bias + result.variance == pytest.approx(np.mean(errors))


def test_variance_rises_with_the_depth_of_the_tree(problem):
    shallow, deep = (explore_overfitting(problem, "decision tree", n, 50) for n in (1, LEVELS))
    assert deep.variance > 1.5 * shallow.variance


@pytest.mark.parametrize("size", [20, 70, 200])
def test_neighbours_go_from_all_rows_to_one(problem, size):
    result = explore_overfitting(problem, "k-NN", size=size)
    assert len(result.settings) == LEVELS
    assert (result.settings[0], result.settings[-1]) == (size, 1)
    assert list(result.settings) == sorted(result.settings, reverse=True)
    # all rows are everybody's neighbours: the mean, and so the standard deviation as error
    np.testing.assert_allclose(result.curve, result.y.mean())
    assert result.training[0] == pytest.approx(result.y.std())


def test_both_sides_of_the_least_validation_error_are_named(problem):
    results = [explore_overfitting(problem, "k-NN", level) for level in range(1, LEVELS + 1)]
    best = int(np.argmin(results[0].validation))
    limit = 1.05 * results[0].validation[best]
    for place, result in enumerate(results):
        assert result.best_level == best + 1
        if result.validation[place] <= limit:
            assert result.verdict == "fits about as well as any"
        else:
            assert result.verdict == ("underfits" if place < best else "overfits")
    assert (results[0].verdict, results[-1].verdict) == ("underfits", "overfits")


def test_simulated_noise_has_the_size_asked_for_and_is_named(problem):
    everything = np.concatenate([problem.y_train, problem.y_validation])
    result = explore_overfitting(problem, size=200, noise=50)
    assert result.noise == pytest.approx(0.5 * everything.std())
    assert (result.y - problem.y_train).std() == pytest.approx(result.noise, rel=0.15)
    np.testing.assert_array_equal(explore_overfitting(problem, size=200).y, problem.y_train)
    noisier = explore_overfitting(problem, size=200, noise=100)
    assert noisier.validation.min() > result.validation.min() > 0.3
    explorer = OverfittingExplorer()
    explorer.set(noise=50)
    assert f"with simulated noise of {result.noise:.3f}" in explorer.description
    assert f"simulated noise of s.d. {result.noise:.3f}" in explorer._view.fit_title.get_text()


def test_more_rows_tame_a_complex_model(problem):
    few, many = (explore_overfitting(problem, "polynomial", 15, size) for size in (20, 200))
    assert many.spread < 0.5 * few.spread
    assert many.validation[-1] < 0.5 * few.validation[-1]


def test_spread_is_the_scatter_of_bootstrap_fits(problem):
    result = explore_overfitting(problem, "k-NN", LEVELS, 40)
    rng = np.random.default_rng(0)
    curves = []
    for _ in range(len(result.resampled)):
        rows = rng.integers(40, size=40)
        model = KNeighborsRegressor(1).fit(result.x[rows, None], result.y[rows])
        curves.append(model.predict(result.grid[:, None]))
    np.testing.assert_allclose(result.resampled, curves)
    assert result.spread == pytest.approx(np.median(np.std(curves, axis=0)))


def test_description_states_the_numbers_of_the_result():
    explorer = OverfittingExplorer()
    explorer.set(family="decision tree", complexity=9, size=50)
    result, text = explorer.result, explorer.description
    assert "The decision tree of depth 9, trained on 50 rows, overfits" in text
    assert f"is {result.training[8]:#.3g} on the training set" in text
    assert f"and {result.validation[8]:#.3g} on 400 validation rows" in text
    assert f"least, {result.validation.min():#.3g}, at depth {result.best_level}." in text
    assert f"scatters by {result.spread:#.3g}" in text
    assert "simulated noise" not in text


def _artists(view):
    return {
        id(artist)
        for axes in view.figure.axes
        for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
    }


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = OverfittingExplorer()
    explorer.flush()
    view = explorer._view
    before = _artists(view)
    pictures = {explorer.png}
    for family in FAMILIES:
        explorer.set(family=family, complexity=LEVELS, size=40)
        result = explorer.result
        assert _artists(view) == before
        np.testing.assert_array_equal(view.points.get_ydata(), result.y)
        np.testing.assert_array_equal(view.curve.get_ydata(), result.curve)
        np.testing.assert_array_equal(view.validation.get_ydata(), result.validation)
        assert view.chosen_training.get_ydata() == [result.training[-1]]
        assert view.best.get_xdata() == [result.best_level]
        beyond = result.validation[-1] > view.errors.get_ylim()[1]
        assert view.beyond.get_visible() == beyond
        pictures.add(explorer.png)
    assert len(pictures) == 1 + len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "state",
    [
        {"complexity": 1, "size": 20, "noise": 100},
        {"complexity": 8, "size": 200, "noise": 0},
        {"complexity": 15, "size": 20, "noise": 50},
    ],
)
def test_no_text_is_clipped_or_covers_another(family, state):
    explorer = OverfittingExplorer()
    explorer.flush()  # the layout is worked out for another setting
    explorer.set(family=family, **state)
    assert texts_outside(explorer) == ([], [])


def test_long_names_of_own_data_stay_inside_the_picture(moduli):
    moduli.columns = [f"a very long name of a {name} in some table or other" for name in moduli]
    explorer = OverfittingExplorer(moduli, moduli.columns[1])
    assert texts_outside(explorer) == ([], [])
    assert explorer.error is None


def test_own_data_as_frame_and_as_arrays_give_the_same(moduli):
    x, y = moduli["shear_modulus_GPa"], moduli["bulk_modulus_GPa"]
    explorers = [
        OverfittingExplorer(moduli, "bulk_modulus_GPa"),
        OverfittingExplorer(x, y),
        OverfittingExplorer(x.to_numpy(), y.to_numpy()),
        OverfittingExplorer(x.to_list(), y.to_list()),
    ]
    for explorer in explorers:
        np.testing.assert_array_equal(explorer.result.validation, explorers[0].result.validation)
    assert explorers[0].description == explorers[1].description
    assert "bulk_modulus_GPa" in explorers[0].description
    assert list(moduli.columns) == ["shear_modulus_GPa", "bulk_modulus_GPa"]


def test_large_own_data_are_sampled_to_stay_quick():
    table = load_elasticity().dropna()
    problem = own_problem(table["shear_modulus_GPa"], table["bulk_modulus_GPa"])
    assert (len(problem.x_train), len(problem.x_validation)) == (200, 400)


@pytest.mark.parametrize(
    ("spoil", "target", "sentence"),
    [
        (lambda t: t, None, "Say what to predict"),
        (lambda t: None, "bulk_modulus_GPa", "Give the data that belong to the target"),
        (lambda t: t, "hardness", "There is no column 'hardness'; the columns are shear_modulus"),
        (lambda t: t.head(0), "bulk_modulus_GPa", "The data have 0 rows; give at least 60."),
        (lambda t: t.head(59), "bulk_modulus_GPa", "The data have 59 rows; give at least 60."),
        (lambda t: [], [], "The data have 0 rows; give at least 60."),
        (
            lambda t: t.assign(other=1.0),
            "bulk_modulus_GPa",
            "The data have 2 features; give exactly one.",
        ),
        (
            lambda t: t.assign(shear_modulus_GPa=t["shear_modulus_GPa"].where(t.index > 2)),
            "bulk_modulus_GPa",
            "Column 'shear_modulus_GPa' has 3 missing or infinite values; impute or drop",
        ),
        (
            lambda t: t.assign(bulk_modulus_GPa=np.inf),
            "bulk_modulus_GPa",
            "Column 'bulk_modulus_GPa' has 80 missing or infinite values",
        ),
        (
            lambda t: t.assign(shear_modulus_GPa="soft"),
            "bulk_modulus_GPa",
            "Column 'shear_modulus_GPa' does not hold numbers; choose another.",
        ),
        (
            lambda t: t.assign(shear_modulus_GPa=1.0),
            "bulk_modulus_GPa",
            "Column 'shear_modulus_GPa' has 1 different value; choose one with at least 5.",
        ),
        (
            lambda t: t.assign(bulk_modulus_GPa=t.index % 2),
            "bulk_modulus_GPa",
            "Column 'bulk_modulus_GPa' has 2 different values",
        ),
        (lambda t: t.set_axis(["a", "a"], axis=1), "a", "Two columns of the data have the same"),
        (
            lambda t: t,
            pd.Series(np.arange(80.0), name="bulk_modulus_GPa"),
            "The features still hold the target 'bulk_modulus_GPa'; drop that column.",
        ),
        (
            lambda t: t[["shear_modulus_GPa"]],
            np.arange(79.0),
            "The data have 80 rows but the target has 79 values.",
        ),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(moduli, spoil, target, sentence):
    explorer = OverfittingExplorer(spoil(moduli), target)
    data, _ = explorer._repr_mimebundle_()
    assert sentence in data["text/plain"]
    explorer.set(complexity=3)  # still alive
    assert sentence in explorer.description


def test_too_large_a_training_set_gives_a_sentence_and_a_smaller_one_works(moduli):
    explorer = OverfittingExplorer(moduli, "bulk_modulus_GPa")
    explorer.set(size=50)
    assert explorer.description == (
        "There are only 40 training rows, not 50; choose a smaller training set."
    )
    explorer.set(size=40)
    assert explorer.error is None


def test_every_control_carries_a_label_and_a_tooltip():
    for control in OverfittingExplorer().controls.values():
        assert control.description
        assert control.tooltip
