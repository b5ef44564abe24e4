"""The learning-curve explorer against scikit-learn's own, and what its picture says."""

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import learning_curve
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_elasticity
from matml_teach.explorers.learning_curve import (
    MODELS,
    STEPS,
    LearningCurveExplorer,
    crossings,
    explore_learning,
    moduli_problem,
    own_problem,
)
from matml_teach.features import CompositionFeaturizer

PLAIN = {
    "ridge": make_pipeline(StandardScaler(), Ridge(1.0)),
    "k-NN": make_pipeline(StandardScaler(), KNeighborsRegressor(5)),
    "random forest": RandomForestRegressor(20, max_features=1 / 3, random_state=0),
}


@pytest.fixture
def moduli():
    """A small table of the reader's own: moduli and anisotropy of 120 compounds."""
    table = load_elasticity().dropna().head(120).reset_index(drop=True)
    return table.drop(columns="formula")


def test_data_are_the_kits_own_moduli():
    problem = moduli_problem()
    table = load_elasticity().dropna(subset="bulk_modulus_GPa")
    magpie = CompositionFeaturizer().fit_transform(table["formula"])
    assert problem.X.shape == (1600, 44)
    assert set(problem.y) <= set(np.log10(table["bulk_modulus_GPa"]))
    assert np.isin(problem.X, magpie).all()


@pytest.mark.parametrize("model", MODELS)
def test_errors_are_those_of_scikit_learns_learning_curve(moduli, model):
    problem = own_problem(moduli, "bulk_modulus_GPa")
    other = "ridge" if model == "k-NN" else "k-NN"
    result = explore_learning(problem, model, other)
    assert (result.sizes[0], result.sizes[-1], result.validation_rows) == (20, 90, 30)
    splits = []
    for repeat in range(5):
        rows = np.random.default_rng(repeat).permutation(120)
        splits.append((rows[30:], rows[:30]))
    _, training, validation = learning_curve(
        PLAIN[model],
        problem.X,
        problem.y,
        train_sizes=np.array(result.sizes),
        cv=splits,
        scoring="neg_root_mean_squared_error",
    )
    np.testing.assert_allclose(result.curves[model].training, -training.T)
    np.testing.assert_allclose(result.curves[model].validation, -validation.T)


def test_sizes_grow_by_about_the_same_factor():
    sizes = np.array(explore_learning(moduli_problem()).sizes)
    assert (len(sizes), sizes[0], sizes[-1]) == (STEPS, 20, 1200)
    ratios = sizes[1:] / sizes[:-1]
    assert ratios.max() / ratios.min() < 1.05


def test_crossings_of_straight_lines_are_found():
    sizes = np.array([10, 100, 1000, 10_000])
    assert crossings(sizes, np.array([3.0, 2.0, 1.0, 0.5])) == ()
    # over log size: from 1 to −3 the zero is a quarter of the way
    assert crossings(sizes, np.array([2.0, 1.0, -3.0, -4.0])) == pytest.approx((10**2.25,))
    assert len(crossings(sizes, np.array([1.0, -1.0, 1.0, -1.0]))) == 3


def test_neighbours_lead_at_first_and_ridge_overtakes():
    result = explore_learning(moduli_problem())
    neighbours = result.curves["k-NN"].validation.mean(axis=0)
    ridge = result.curves["ridge"].validation.mean(axis=0)
    assert neighbours[0] < ridge[0]
    assert neighbours[-1] > ridge[-1]
    (crossing,) = result.crossings
    place = np.searchsorted(result.sizes, crossing)
    assert (neighbours < ridge)[:place].all()
    assert (neighbours > ridge)[place:].all()


def test_description_states_the_numbers_of_the_result():
    explorer = LearningCurveExplorer()
    explorer.set(step=7)
    result, text = explorer.result, explorer.description
    assert text.startswith("At 1200 training rows")
    assert "on 400 validation rows" in text
    for model, curve in result.curves.items():
        mean, spread = curve.validation[:, -1].mean(), curve.validation[:, -1].std()
        training = curve.training[:, -1].mean()
        assert f"{model} {mean:#.3g} ± {spread:#.3g} ({training:#.3g})" in text
    assert f"cross at about {result.crossings[0]:.0f} rows" in text
    assert "k-NN is better with 20, ridge with 1200." in text


def test_view_shows_the_result_with_the_artists_it_was_built_with(moduli):
    explorer = LearningCurveExplorer(moduli, "bulk_modulus_GPa")
    explorer.flush()
    view = explorer._view

    def artists():
        axes = view.axes
        return {id(artist) for artist in (*axes.lines, *axes.collections, *axes.texts)}

    before = artists()
    pictures = {explorer.png}
    for state in ({"step": 1}, {"first": "random forest"}, {"step": STEPS}):
        explorer.set(**state)
        pictures.add(explorer.png)
    assert artists() == before
    assert len(pictures) == 4
    result = explorer.result
    for line, curve in zip(view.lines[::2], result.curves.values(), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), curve.validation.mean(axis=0))
    for line, curve in zip(view.lines[1::2], result.curves.values(), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), curve.training.mean(axis=0))
    band = view.bands[0].get_paths()[0].vertices[:STEPS]
    first = result.curves["random forest"].validation
    np.testing.assert_array_equal(band[:, 0], result.sizes)
    np.testing.assert_allclose(band[:, 1], first.mean(axis=0) - first.std(axis=0))
    assert list(view.marked.get_xdata()) == [result.sizes[-1]] * 2


def test_no_text_is_clipped_or_covers_another():
    explorer = LearningCurveExplorer()
    explorer.flush()  # the layout is worked out for this setting
    for step in (1, 4, STEPS):
        explorer.set(first="random forest", step=step)
        assert texts_outside(explorer) == ([], [])
        view = explorer._view
        assert not view.legend.get_window_extent().overlaps(view.axes.bbox)


def test_long_names_and_large_numbers_stay_inside_the_picture(moduli):
    moduli["a property with a very long name, of the order of a million Pa"] = 1e6 * moduli.pop(
        "bulk_modulus_GPa"
    )
    explorer = LearningCurveExplorer(moduli, moduli.columns[-1])
    assert texts_outside(explorer) == ([], [])
    assert explorer.error is None


def test_own_data_as_frame_and_as_arrays_give_the_same(moduli):
    X, y = moduli.drop(columns="bulk_modulus_GPa"), moduli["bulk_modulus_GPa"]
    explorers = [
        LearningCurveExplorer(moduli, "bulk_modulus_GPa"),
        LearningCurveExplorer(X, y),
        LearningCurveExplorer(X.to_numpy(), y.to_numpy()),
    ]
    curves = [explorer.result.curves["ridge"].validation for explorer in explorers]
    np.testing.assert_array_equal(curves[0], curves[1])
    np.testing.assert_array_equal(curves[0], curves[2])
    assert explorers[0].description == explorers[1].description
    assert "in bulk_modulus_GPa on 30 validation rows" in explorers[0].description


def test_large_own_data_are_sampled_to_stay_quick():
    table = load_elasticity().dropna().drop(columns="formula")
    assert own_problem(table, "bulk_modulus_GPa").X.shape == (1600, 2)


@pytest.mark.parametrize(
    ("spoil", "target", "sentence"),
    [
        (lambda t: t, None, "Say what to predict"),
        (lambda t: None, "anisotropy", "Give the data that belong to the target"),
        (lambda t: t, "hardness", "There is no column 'hardness'; the columns are"),
        (lambda t: t.head(0), "anisotropy", "The data have 0 rows; give at least 80."),
        (lambda t: t.head(79), "anisotropy", "The data have 79 rows; give at least 80."),
        (lambda t: t[["anisotropy"]], "anisotropy", "The data have 0 features; give 1 to 150."),
        (
            lambda t: t.assign(anisotropy=t["anisotropy"].where(t.index > 2)),
            "bulk_modulus_GPa",
            "Column 'anisotropy' has 3 missing or infinite values; impute or drop them first.",
        ),
        (
            lambda t: t.assign(anisotropy=np.inf),
            "anisotropy",
            "Column 'anisotropy' has 120 missing or infinite values",
        ),
        (
            lambda t: t.assign(phase="cubic"),
            "anisotropy",
            "Column 'phase' does not hold numbers; leave it out.",
        ),
        (
            lambda t: t.assign(anisotropy=1.0),
            "anisotropy",
            "All values of 'anisotropy' are the same; there is nothing to learn.",
        ),
        (
            lambda t: t.set_axis(["a", "a", "b"], axis=1),
            "b",
            "Two columns of the data have the same",
        ),
        (
            lambda t: t,
            pd.Series(np.arange(120.0), name="anisotropy"),
            "The features still hold the target 'anisotropy'; drop that column.",
        ),
        (lambda t: t, np.arange(119.0), "The data have 120 rows but the target has 119 values."),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(moduli, spoil, target, sentence):
    explorer = LearningCurveExplorer(spoil(moduli), target)
    data, _ = explorer._repr_mimebundle_()
    assert sentence in data["text/plain"]
    explorer.set(step=1)  # still alive
    assert sentence in explorer.description


def test_twice_the_same_model_gives_a_sentence_and_two_work(moduli):
    explorer = LearningCurveExplorer(moduli, "bulk_modulus_GPa")
    explorer.set(second="k-NN")
    assert explorer.description == ("Both models are k-NN; choose two different ones to compare.")
    explorer.set(first="ridge")
    assert explorer.error is None


def test_every_control_carries_a_label_and_a_tooltip():
    for control in LearningCurveExplorer().controls.values():
        assert control.description
        assert control.tooltip
