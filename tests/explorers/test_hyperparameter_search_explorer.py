"""The search explorer: its surface computed again, its three methods against other computations."""

import importlib.util
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from scipy.integrate import quad
from scipy.stats import norm
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

from matml_teach.explorers.hyperparameter_search import (
    METHODS,
    HyperparameterSearchExplorer,
    expected_improvement,
    explore_search,
    own_problem,
    random_search,
    svr_problem,
)

TOOL = Path(__file__).resolve().parents[2] / "tools" / "build_search_surface.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("build_search_surface", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _bowl(rows=6, columns=5):
    first, second = np.meshgrid(np.arange(rows), 10.0 ** np.arange(columns), indexing="ij")
    error = (first - 2) ** 2 + (np.log10(second) - 3) ** 2 + 1.0
    return pd.DataFrame({"depth": first.ravel(), "rate": second.ravel(), "error": error.ravel()})


def test_surface_has_every_setting_of_the_script(tool):
    problem = svr_problem()
    np.testing.assert_allclose(problem.values[0], tool.C, rtol=1e-5)
    np.testing.assert_allclose(problem.values[1], tool.GAMMA, rtol=1e-5)
    assert problem.error.shape == (21, 21)
    assert problem.fits == 5


@pytest.mark.parametrize("place", [(0, 0), (17, 5), (8, 10), (20, 20)])
def test_shipped_errors_are_what_plain_scikit_learn_gives(tool, place):
    X, y = tool.compounds()
    c, gamma = tool.C[place[0]], tool.GAMMA[place[1]]
    errors = []
    for training, validation in KFold(5, shuffle=True, random_state=0).split(X):
        scaler = StandardScaler().fit(X[training])
        model = SVR(C=c, gamma=gamma, epsilon=0.05).fit(scaler.transform(X[training]), y[training])
        residuals = model.predict(scaler.transform(X[validation])) - y[validation]
        errors.append(math.sqrt((residuals**2).mean()))
    assert svr_problem().error[place] == pytest.approx(np.mean(errors), abs=1e-4)
    assert tool.error(c, gamma) == pytest.approx(np.mean(errors), abs=1e-9)


@pytest.mark.parametrize("method", list(METHODS))
@pytest.mark.parametrize("budget", [4, 16, 30, 49])
def test_no_setting_is_tried_twice_and_the_best_is_the_minimum_so_far(method, budget):
    result = explore_search(svr_problem(), method, budget, seed=2)
    tried = result.tried[method]
    assert len(set(tried.tolist())) == len(tried)
    assert len(tried) == (math.isqrt(budget) ** 2 if method == "grid" else budget)
    error = result.problem.error.ravel()[tried]
    assert result.best[method].tolist() == [min(error[: n + 1]) for n in range(len(error))]


def test_grid_is_square_and_evenly_spaced():
    result = explore_search(svr_problem(), "grid", 49)
    rows, columns = np.unravel_index(result.tried["grid"], (21, 21))
    assert sorted(set(rows)) == sorted(set(columns)) == [1, 4, 7, 10, 13, 16, 19]


def test_random_search_finds_on_average_what_drawing_without_replacement_must():
    error = np.sort(svr_problem().error.ravel())
    count, budget, seeds = len(error), 16, 1500
    # The kth least is the best if it is drawn, and the other draws are all above it.
    chances = [
        math.comb(count - k - 1, budget - 1) / math.comb(count, budget) for k in range(count)
    ]
    expected = float(np.dot(error, chances))
    deviation = math.sqrt(np.dot((error - expected) ** 2, chances))
    flat = svr_problem().error.ravel()
    found = [flat[random_search(svr_problem(), budget, seed)].min() for seed in range(seeds)]
    assert sum(chances) == pytest.approx(1)
    assert abs(np.mean(found) - expected) < 4 * deviation / math.sqrt(seeds)


@pytest.mark.parametrize(("mean", "deviation", "best"), [(0, 1, 0), (2, 0.5, 1), (-1, 3, 0.5)])
def test_expected_improvement_is_the_integral(mean, deviation, best):
    def gain(error):
        return max(best - error, 0) * norm.pdf(error, mean, deviation)

    integral, _ = quad(gain, mean - 12 * deviation, best)
    formula = expected_improvement(np.array([mean]), np.array([deviation]), best)[0]
    assert formula == pytest.approx(integral, rel=1e-6)


def test_bayesian_search_follows_a_gaussian_process_written_out():
    problem = svr_problem()
    tried = explore_search(problem, "Bayesian", 12, seed=1).tried["Bayesian"]
    assert tried[:4].tolist() == random_search(problem, 4, 1).tolist()
    grid = np.stack(np.meshgrid(*[np.linspace(0, 1, 21)] * 2, indexing="ij"), -1).reshape(-1, 2)
    error = problem.error.ravel()

    def kernel(a, b):  # Matérn 5/2
        r = math.sqrt(5) * np.linalg.norm(a[:, None] - b[None], axis=-1) / 0.3
        return (1 + r + r**2 / 3) * np.exp(-r)

    for step in range(4, 12):
        seen = tried[:step]
        y, scale = error[seen] - error[seen].mean(), error[seen].std()
        inverse = np.linalg.inv(kernel(grid[seen], grid[seen]) + 1e-6 * np.eye(step))
        across = kernel(grid, grid[seen])
        mean = across @ inverse @ y
        variance = scale**2 * (1 - np.einsum("ij,jk,ik->i", across, inverse, across))
        deviation = np.sqrt(np.maximum(variance, 1e-16))
        z = (y.min() - mean) / deviation
        gain = deviation * (z * norm.cdf(z) + norm.pdf(z))
        gain[seen] = -1
        assert gain[tried[step]] == pytest.approx(gain.max(), rel=1e-4)


def test_bayesian_search_beats_random_search_on_the_mean_of_all_seeds():
    results = [explore_search(svr_problem(), budget=20, seed=seed) for seed in range(12)]
    means = {m: np.mean([result.best[m][-1] for result in results]) for m in ("random", "Bayesian")}
    assert means["Bayesian"] < means["random"]


def test_description_states_the_numbers_of_the_result():
    explorer = HyperparameterSearchExplorer()
    explorer.set(method="random", budget=20, seed=4)
    text, best = explorer.description, explorer.result.best
    assert text.startswith("Random search tries 20 settings (100 fits) and finds RMSE in log₁₀(K/")
    assert f"finds RMSE in log₁₀(K/GPa) {best['random'][-1]:.3f} at C = " in text
    assert f"grid search with 16 {best['grid'][-1]:.3f}" in text
    assert f"Bayesian search with 20 {best['Bayesian'][-1]:.3f}" in text
    least = svr_problem().error.min()
    assert f"The best of all 441 settings has {least:.3f} at C = 177.8, gamma = 0.001778" in text


def test_view_shows_the_settings_tried_and_the_best_so_far():
    explorer = HyperparameterSearchExplorer()
    for method in METHODS:
        explorer.set(method=method, budget=25, seed=3)
        view, result = explorer._view, explorer.result
        first, second = np.unravel_index(result.tried[method], (21, 21))
        np.testing.assert_array_equal(view.tried.get_xdata(), first + 0.5)
        np.testing.assert_array_equal(view.tried.get_ydata(), second + 0.5)
        for name, line in view.lines.items():
            np.testing.assert_array_equal(line.get_ydata(), result.best[name])
            np.testing.assert_array_equal(
                line.get_xdata(), 5 * np.arange(1, len(line.get_ydata()) + 1)
            )
        assert texts_outside(explorer) == ([], [])


def test_own_scores_as_frame_and_as_arrays_give_the_same():
    table = _bowl().sample(frac=1, random_state=0)  # in any order
    named = HyperparameterSearchExplorer(table, "error")
    arrays = HyperparameterSearchExplorer(
        table[["depth", "rate"]].to_numpy(), table["error"].to_numpy()
    )
    for explorer in (named, arrays):
        explorer.set(method="Bayesian", budget=25)
        assert explorer.error is None
        assert texts_outside(explorer) == ([], [])
    assert "The best of all 30 settings has 1.00 at depth = 2, rate = 1000" in named.description
    np.testing.assert_array_equal(named.result.best["Bayesian"], arrays.result.best["Bayesian"])
    assert named.result.best["Bayesian"][-1] == 1
    assert table.columns.tolist() == ["depth", "rate", "error"]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda t: t.iloc[1:], "29 rows do not fill the grid of 6 × 5 settings once each"),
        (lambda t: pd.concat([t, t[:1]]), "31 rows do not fill the grid of 6 × 5"),
        (lambda t: t[t["rate"] < 100], "Hyperparameter 'rate' has 2 different values; give 3"),
        (lambda t: t.assign(seed=0), "The data have 3 hyperparameters beside the error"),
        (lambda t: t.assign(error=2.0), "All settings have the same error"),
        (lambda t: t.assign(rate="high"), "Column 'rate' does not hold numbers; choose another."),
        (lambda t: t.assign(error="good"), "'error' does not hold numbers; give the error as a"),
    ],
)
def test_scores_that_are_no_surface_are_refused_with_a_sentence(spoil, sentence):
    with pytest.raises(ValueError, match=sentence):
        own_problem(spoil(_bowl()), "error")
