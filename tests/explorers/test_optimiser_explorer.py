"""The optimiser explorer against closed forms and scikit-learn, and what its picture says."""

import io

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from PIL import Image
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_elasticity
from matml_teach.explorers.optimiser import (
    LEARNING_RATES,
    OPTIMISERS,
    OptimiserExplorer,
    explore_optimisers,
    moduli_line,
    optimiser_path,
    own_line,
)


@pytest.fixture(scope="module")
def problem():
    return moduli_line()


@pytest.fixture
def two_moduli():
    """A small table of the reader's own: 60 compounds, two properties of the data set."""
    table = load_elasticity().dropna().head(60).reset_index(drop=True)
    return table[["bulk_modulus_GPa", "shear_modulus_GPa"]]


def _mse(problem, scaled, place):
    x = problem.x[:, None]
    x = StandardScaler().fit_transform(x) if scaled else x
    return mean_squared_error(problem.y, place[0] * x[:, 0] + place[1])


def _gradient(problem, scaled, place):
    x = (problem.x - problem.x.mean()) / problem.x.std() if scaled else problem.x
    residual = place[0] * x + place[1] - problem.y
    return 2 * np.array([np.mean(residual * x), np.mean(residual)])


def test_data_are_the_kits_own_moduli(problem):
    table = load_elasticity().dropna(subset=["bulk_modulus_GPa", "shear_modulus_GPa"])
    table = table[(table["bulk_modulus_GPa"] > 0) & (table["shear_modulus_GPa"] > 0)]
    np.testing.assert_array_equal(problem.x, table["bulk_modulus_GPa"])
    np.testing.assert_array_equal(problem.y, table["shear_modulus_GPa"])


@pytest.mark.parametrize("scaled", [True, False])
def test_lowest_loss_is_that_of_linear_regression(problem, scaled):
    result = explore_optimisers(problem, scaled=scaled)
    x = problem.x[:, None]
    x = StandardScaler().fit_transform(x) if scaled else x
    fitted = LinearRegression().fit(x, problem.y)
    np.testing.assert_allclose(result.best, [fitted.coef_[0], fitted.intercept_], rtol=1e-8)
    assert result.lowest == pytest.approx(mean_squared_error(problem.y, fitted.predict(x)))


@pytest.mark.parametrize("scaled", [True, False])
def test_losses_and_contours_are_mean_squared_errors(problem, scaled):
    result = explore_optimisers(problem, learning_rate=5e-5, steps=20, scaled=scaled)
    for optimiser in OPTIMISERS:
        assert len(result.paths[optimiser]) == len(result.losses[optimiser]) == 21
        for place, loss in zip(result.paths[optimiser], result.losses[optimiser], strict=True):
            assert loss == pytest.approx(_mse(problem, scaled, place))
    for level, contour in zip(result.levels, result.contours, strict=True):
        for place in contour[::30]:
            assert level == pytest.approx(_mse(problem, scaled, place))


@pytest.mark.parametrize("scaled", [True, False])
def test_sgd_on_all_rows_follows_the_closed_form(problem, scaled):
    rate = 0.3 if scaled else 5e-5
    result = explore_optimisers(problem, rate, steps=50, scaled=scaled)
    x = StandardScaler().fit_transform(problem.x[:, None])[:, 0] if scaled else problem.x
    design = np.column_stack([x, np.ones_like(x)])
    shrink = np.eye(2) - rate * 2 * design.T @ design / len(x)
    for step in (0, 1, 7, 50):
        away = np.linalg.matrix_power(shrink, step) @ (result.start - result.best)
        np.testing.assert_allclose(result.paths["SGD"][step], result.best + away, rtol=1e-7)


@pytest.mark.parametrize("scaled", [True, False])
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_paths_are_those_of_scikit_learns_optimisers(problem, optimiser, scaled):
    rate = 0.05 if scaled else 2e-5
    place = explore_optimisers(problem, rate, scaled=scaled).start.copy()
    if optimiser == "Adam":
        other = AdamOptimizer([place], learning_rate_init=rate)
    else:
        momentum = 0.9 if optimiser == "momentum" else 0.0
        other = SGDOptimizer([place], rate, momentum=momentum, nesterov=False)
    path = [place.copy()]
    for _ in range(60):
        other.update_params([place], [_gradient(problem, scaled, place)])
        path.append(place.copy())
    ours = explore_optimisers(problem, rate, steps=60, scaled=scaled).paths[optimiser]
    np.testing.assert_allclose(ours, path, rtol=1e-6)


def test_first_step_of_adam_is_the_learning_rate_in_every_parameter(problem):
    result = explore_optimisers(problem, 0.5)
    np.testing.assert_allclose(np.abs(np.diff(result.paths["Adam"][:2], axis=0)), 0.5)


def test_path_works_for_any_gradient_and_refuses_unknown_optimisers():
    path = optimiser_path("momentum", lambda step, place: np.ones(3), np.zeros(3), 1.0, 2)
    np.testing.assert_allclose(path[:, 0], [0, -1, -2.9])
    with pytest.raises(ValueError, match="optimiser is one of SGD, momentum, Adam, not 'Newton'"):
        optimiser_path("Newton", lambda step, place: place, [1.0], 0.1, 1)


@pytest.mark.parametrize("scaled", [True, False])
def test_sgd_diverges_above_the_limit_and_only_there(problem, scaled):
    limit = explore_optimisers(problem, scaled=scaled).limit
    # one percent above or below is decided slowly; a tenth shows within the 500 steps
    below = explore_optimisers(problem, 0.9 * limit, 500, scaled)
    above = explore_optimisers(problem, 1.1 * limit, 500, scaled)
    assert not below.diverged["SGD"]
    assert below.losses["SGD"][-1] < below.losses["SGD"][0]
    assert above.diverged["SGD"]
    assert len(above.paths["SGD"]) < 501
    assert above.losses["SGD"][-1] > 1e6 * above.losses["SGD"][0]
    assert not above.diverged["Adam"]  # its steps are bounded


def test_one_giant_step_of_adam_is_no_divergence(two_moduli):
    small = own_line(two_moduli * 1e-6, "shear_modulus_GPa")
    result = explore_optimisers(small, 0.7, 500, scaled=False)
    assert result.losses["Adam"].max() > 1e6 * result.losses["Adam"][0]
    assert not result.diverged["Adam"]


def test_scaling_makes_gradient_descent_converge_from_the_same_line(problem):
    scaled, plain = (
        explore_optimisers(
            problem, 0.8 * explore_optimisers(problem, scaled=scaled).limit, 500, scaled
        )
        for scaled in (True, False)
    )
    assert scaled.losses["SGD"][0] == pytest.approx(plain.losses["SGD"][0])
    assert scaled.settled["SGD"] < 20
    assert plain.settled["SGD"] is None
    assert plain.losses["SGD"][-1] > 10 * plain.lowest


def test_settled_is_the_step_after_which_the_loss_stays_low(problem):
    result = explore_optimisers(problem, 0.2, 500)
    step = result.settled["momentum"]
    loss = result.losses["momentum"]
    assert loss[step - 1] > 1.01 * result.lowest
    assert np.all(loss[step:] <= 1.01 * result.lowest)
    nowhere = explore_optimisers(problem, 1e-6, start_slope=0, start_intercept=0)
    assert set(nowhere.settled.values()) == {0}


def test_batches_are_noisy_estimates_of_the_same_gradient(problem):
    every = explore_optimisers(problem, 0.1)
    many = explore_optimisers(problem, 0.1, batch=256)
    few = explore_optimisers(problem, 0.1, batch=4)
    again = explore_optimisers(problem, 0.1, batch=4)
    spread = [np.std(result.losses["SGD"][100:]) for result in (every, many, few)]
    assert spread[0] < spread[1] < spread[2]
    np.testing.assert_array_equal(few.paths["SGD"], again.paths["SGD"])
    assert np.abs(many.paths["SGD"] - every.paths["SGD"]).max() < 0.5 * problem.y.std()


def test_more_steps_go_on_with_the_same_path(problem):
    short = explore_optimisers(problem, 0.1, 50, batch=32)
    long = explore_optimisers(problem, 0.1, 300, batch=32)
    for optimiser in OPTIMISERS:
        np.testing.assert_array_equal(long.paths[optimiser][:51], short.paths[optimiser])


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [({"steps": 0}, "The steps are from 1 to 500"), ({"learning_rate": 0}, "positive number")],
)
def test_impossible_settings_are_refused(problem, setting, sentence):
    with pytest.raises(ValueError, match=sentence):
        explore_optimisers(problem, **setting)


def test_description_states_the_numbers_of_the_result():
    explorer = OptimiserExplorer()
    explorer.set(learning_rate=2.0, batch=32, steps=300)
    result, text = explorer.result, explorer.description
    assert "Bulk modulus standardised, learning rate 2, gradients of 32 random rows." in text
    end = len(result.losses["SGD"]) - 1
    assert f"SGD diverged by step {end} (its loss grew more than a millionfold)" in text
    assert f"(loss {result.losses['Adam'][-1]:.0f} GPa²)" in text
    assert "SGD diverges on this surface for learning rates above 1." in text
    explorer.set(scaled=False, learning_rate=5e-5, batch=0)
    assert "in its own unit, learning rate 5·10⁻⁵, gradients of all 6157 rows." in (
        explorer.description
    )
    assert f"above {explorer.result.limit * 1e5:.1f}·10⁻⁵." in explorer.description


def test_state_can_be_read_and_set():
    explorer = OptimiserExplorer()
    state = {
        "learning_rate": 0.0015,
        "steps": 500,
        "scaled": False,
        "batch": 4,
        "start_slope": 3.0,
        "start_intercept": -3.0,
    }
    explorer.state = state
    assert explorer.state == state
    assert explorer.error is None
    with pytest.raises(ValueError, match="learning_rate is one of"):
        explorer.set(learning_rate=0.0)


def _artists(view):
    return {
        id(artist)
        for axes in view.figure.axes
        for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections, *axes.images)
    }


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = OptimiserExplorer()
    explorer.flush()
    view = explorer._view
    before, pictures = _artists(view), set()
    for rate in (1e-6, 0.2, 10.0):
        for scaled in (True, False):
            explorer.set(learning_rate=rate, scaled=scaled)
            assert explorer.error is None
            pictures.add(explorer.png)
    assert len(pictures) == 6
    assert _artists(view) == before
    explorer.set(learning_rate=0.2, scaled=True)
    result = explorer.result
    for optimiser in OPTIMISERS:
        np.testing.assert_allclose(
            view.paths[optimiser].get_xydata(), result.paths[optimiser], rtol=1e-12
        )
        np.testing.assert_array_equal(view.curves[optimiser].get_ydata(), result.losses[optimiser])
    assert view.legend.get_texts()[0].get_text().startswith("SGD: within 1 % from step ")


@pytest.mark.parametrize("scaled", [True, False])
@pytest.mark.parametrize("rate", [1e-6, 7e-5, 0.7, 10.0])
def test_no_text_is_clipped_or_covers_another(rate, scaled):
    explorer = OptimiserExplorer()
    explorer.flush()  # the layout is worked out for another setting
    explorer.set(learning_rate=rate, scaled=scaled, steps=500, batch=4, start_slope=3.0)
    assert texts_outside(explorer) == ([], [])


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_own_data_of_any_size_fit_into_the_picture(two_moduli, factor):
    explorer = OptimiserExplorer(two_moduli * factor, "shear_modulus_GPa")
    for scaled in (True, False):
        explorer.set(scaled=scaled)
        assert explorer.error is None
        assert texts_outside(explorer) == ([], [])


def test_own_data_as_frame_series_and_arrays_give_the_same(two_moduli):
    x, y = two_moduli["bulk_modulus_GPa"], two_moduli["shear_modulus_GPa"]
    named = OptimiserExplorer(two_moduli, "shear_modulus_GPa")
    series = OptimiserExplorer(x, y)
    arrays = OptimiserExplorer(x.to_numpy()[:, None], y.to_numpy())
    assert named.error is None
    assert named.description == series.description
    assert "Bulk_modulus_GPa standardised" in named.description
    assert "Feature standardised" in arrays.description
    np.testing.assert_array_equal(named.result.paths["Adam"], arrays.result.paths["Adam"])
    assert Image.open(io.BytesIO(arrays.png)).size == (1728, 844)
    assert list(two_moduli.columns) == ["bulk_modulus_GPa", "shear_modulus_GPa"]


@pytest.mark.thorough
@pytest.mark.filterwarnings("error")
def test_perfect_line_and_extreme_settings_are_drawn():
    x = np.arange(10.0)
    explorer = OptimiserExplorer(x, 3 * x + 1)
    for rate in (LEARNING_RATES[0], 0.7, LEARNING_RATES[-1]):
        for scaled in (True, False):
            for start in (0.0, 3.0):
                explorer.set(learning_rate=rate, scaled=scaled, steps=500, start_slope=start)
                explorer.set(start_intercept=start)
                assert explorer.error is None, explorer.description
                assert "nan" not in explorer.description


@pytest.mark.parametrize(
    ("spoil", "target", "sentence"),
    [
        (lambda t: t, None, "Say what to predict"),
        (lambda t: None, "shear_modulus_GPa", "Give the feature too"),
        (lambda t: t, "hardness", "There is not one column 'hardness'; the columns are bulk_mod"),
        (lambda t: t.head(0), "shear_modulus_GPa", "The data have 0 rows; give at least 3."),
        (lambda t: t.assign(c=1.0), "shear_modulus_GPa", "the data have 2; give one."),
        (lambda t: t[["shear_modulus_GPa"]], "shear_modulus_GPa", "the data have 0; give one."),
        (
            lambda t: t.assign(bulk_modulus_GPa="cubic"),
            "shear_modulus_GPa",
            "Column 'bulk_modulus_GPa' does not hold numbers",
        ),
        (
            lambda t: t.assign(bulk_modulus_GPa=t["bulk_modulus_GPa"].where(t.index > 2)),
            "shear_modulus_GPa",
            "has 3 missing or infinite values; impute or drop them first.",
        ),
        (
            lambda t: t.assign(bulk_modulus_GPa=1.0),
            "shear_modulus_GPa",
            "Column 'bulk_modulus_GPa' is the same in every row; choose one that varies.",
        ),
        (
            lambda t: t[["bulk_modulus_GPa"]],
            np.arange(59.0),
            "The data have 60 rows but the target has 59 values.",
        ),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(two_moduli, spoil, target, sentence):
    explorer = OptimiserExplorer(spoil(two_moduli), target)
    data, _ = explorer._repr_mimebundle_()
    assert sentence in data["text/plain"]
    explorer.set(scaled=False)  # still alive
    assert sentence in explorer.description


def test_own_series_keep_their_names():
    x, y = pd.Series([1.0, 2, 4], name="volume"), pd.Series([2.0, 1, 0], name="modulus")
    problem = own_line(x, y)
    assert (problem.feature, problem.target) == ("volume", "modulus")


def test_every_control_carries_a_label_and_a_tooltip():
    for control in OptimiserExplorer().controls.values():
        assert control.description
        assert control.tooltip
        assert not control.disabled
