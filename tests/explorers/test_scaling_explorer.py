"""The scaling explorer against plain scikit-learn, and what its picture says."""

import io

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from PIL import Image
from sklearn.ensemble import RandomForestRegressor
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler
from sklearn.svm import SVR

from matml_teach.datasets import load_elasticity
from matml_teach.explorers import ScalingExplorer
from matml_teach.explorers.scaling import (
    MODELS,
    SCALERS,
    explore_scaling,
    moduli_problem,
    own_problem,
)
from matml_teach.features import CompositionFeaturizer


@pytest.fixture(scope="module")
def problem():
    return moduli_problem()


@pytest.fixture
def hardness():
    """A small table of the reader's own: 60 compounds, three properties of the data set."""
    table = load_elasticity().dropna().head(60).reset_index(drop=True)
    return table.drop(columns="formula")


def test_data_are_the_kits_own_moduli(problem):
    table = load_elasticity().set_index("formula")["bulk_modulus_GPa"].dropna()
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table.index)
    columns = ["MeltingT", "Electronegativity", "GSvolume_pa"]
    features = magpie[[f"MagpieData mean {name}" for name in columns]].to_numpy()
    known = {(*row, y) for row, y in zip(features, np.log10(table.to_numpy()), strict=True)}
    for X, y in ((problem.X_train, problem.y_train), (problem.X_test, problem.y_test)):
        assert X.shape == (300, 3)
        assert {(*row, value) for row, value in zip(X, y, strict=True)} <= known
    spread = problem.X_train.std(axis=0)
    assert spread[0] > 50 * spread[2] > 500 * spread[1]  # very different scales


@pytest.mark.parametrize(
    ("name", "scaler"),
    [("standard", StandardScaler()), ("min-max", MinMaxScaler()), ("robust", RobustScaler())],
)
@pytest.mark.parametrize("k", [1, 7])
def test_errors_are_those_of_plain_pipelines(problem, name, scaler, k):
    result = explore_scaling(problem, name, k=k)
    forest = RandomForestRegressor(20, random_state=0)
    for model, estimator in zip(MODELS, (KNeighborsRegressor(k), SVR(), forest), strict=True):
        pipeline = make_pipeline(scaler, estimator).fit(problem.X_train, problem.y_train)
        error = np.abs(pipeline.predict(problem.X_test) - problem.y_test).mean()
        assert result.error[model] == pytest.approx(error, rel=1e-12)
        plain = estimator.fit(problem.X_train, problem.y_train).predict(problem.X_test)
        reference = np.abs(plain - problem.y_test).mean()
        assert result.reference[model] == pytest.approx(reference, rel=1e-12)


def test_without_scaler_and_outlier_the_data_are_untouched(problem):
    result = explore_scaling(problem)
    np.testing.assert_array_equal(result.train, problem.X_train)
    np.testing.assert_array_equal(result.test, problem.X_test)
    assert result.error == result.reference


def test_scaled_training_set_has_the_statistics_its_scaler_promises(problem):
    standard = explore_scaling(problem, "standard").train
    np.testing.assert_allclose(standard.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(standard.std(axis=0), 1)
    min_max = explore_scaling(problem, "min-max").train
    np.testing.assert_allclose([min_max.min(axis=0), min_max.max(axis=0)], [[0] * 3, [1] * 3])
    robust = explore_scaling(problem, "robust").train
    quartiles = np.percentile(robust, [25, 50, 75], axis=0)
    np.testing.assert_allclose(quartiles[1], 0, atol=1e-12)
    np.testing.assert_allclose(quartiles[2] - quartiles[0], 1)


def test_outlier_is_one_ordinary_training_row_moved_in_one_feature(problem):
    result = explore_scaling(problem, outlier=40)
    moved = np.argwhere(result.train != problem.X_train)
    assert moved.tolist() == [[result.outlier_row, 0]]
    column = problem.X_train[:, 0]
    distance = result.train[result.outlier_row, 0] - column[result.outlier_row]
    assert distance == pytest.approx(40 * column.std())
    assert abs(column[result.outlier_row] - np.median(column)) < 0.1 * column.std()
    np.testing.assert_array_equal(result.test, problem.X_test)


def test_outlier_squeezes_min_max_but_hardly_robust_scaling(problem):
    def bulk_width(scaler, outlier):
        result = explore_scaling(problem, scaler, outlier)
        return np.ptp(np.delete(result.train[:, 0], result.outlier_row))

    assert bulk_width("min-max", 100) < 0.1 * bulk_width("min-max", 0)
    assert bulk_width("robust", 100) == pytest.approx(bulk_width("robust", 0), rel=0.05)
    assert explore_scaling(problem, "min-max", 100).error["k-NN"] > (
        explore_scaling(problem, "robust", 100).error["k-NN"] + 0.01
    )


def test_interquartile_range_tells_min_max_from_robust_scaling(problem):
    for scaler in SCALERS:
        result = explore_scaling(problem, scaler, 20)
        quartiles = pd.DataFrame(result.train).quantile([0.25, 0.75])
        np.testing.assert_allclose(result.iqr, quartiles.loc[0.75] - quartiles.loc[0.25])
    before, after = (explore_scaling(problem, "min-max", outlier).iqr for outlier in (0, 100))
    assert after[0] < 0.1 * before[0]
    np.testing.assert_array_equal(after[1:], before[1:])
    np.testing.assert_allclose(explore_scaling(problem, "robust", 100).iqr, 1)


def test_scaling_helps_distances_and_leaves_the_forest_as_it_was(problem):
    for scaler in ("standard", "min-max", "robust"):
        result = explore_scaling(problem, scaler)
        assert result.error["k-NN"] < 0.9 * result.reference["k-NN"]
        assert result.error["SVR"] < 0.9 * result.reference["SVR"]
        # trees ask only which values are larger; what is left is rounding
        assert result.error["random forest"] == pytest.approx(
            result.reference["random forest"], rel=0.01
        )


def test_leaking_scaler_has_seen_the_test_set(problem):
    result = explore_scaling(problem, "standard", fit_on="all data")
    everything = np.vstack([result.train, result.test])
    np.testing.assert_allclose(everything.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(everything.std(axis=0), 1)
    clean = explore_scaling(problem, "standard")
    assert clean.leak == {}
    for model in MODELS:
        assert result.leak[model] == result.error[model] - clean.error[model]
    assert any(result.leak.values())


def test_leak_without_scaler_changes_nothing(problem):
    assert set(explore_scaling(problem, fit_on="all data").leak.values()) == {0.0}


def test_description_states_the_numbers_of_the_result():
    explorer = ScalingExplorer()
    explorer.set(scaler="robust", outlier=60, fit_on="all data", k=3)
    result, text = explorer.result, explorer.description
    assert "Robust scaling fitted on all data" in text
    assert "one outlier of 60 s.d. in melting temperature" in text
    first, second, third = (f"{iqr:#.3g}" for iqr in result.iqr)
    assert (
        f"Interquartile ranges (IQR) in the training set: melting temperature {first}, "
        f"electronegativity {second}, volume per atom {third}."
    ) in text
    assert f"k-NN (k = 3) {result.error['k-NN']:.3f} ({result.reference['k-NN']:.3f})" in text
    assert f"SVR {result.error['SVR']:.3f}" in text
    change = f"{result.leak['k-NN']:+.2g}".replace("-", "−")
    assert f"changes the errors by: k-NN {change}," in text


def test_every_setting_draws_a_picture_of_its_own():
    explorer = ScalingExplorer()
    pictures = set()
    for scaler in SCALERS:
        for fit_on in ("training set", "all data"):
            for outlier in (0, 100):
                explorer.set(scaler=scaler, fit_on=fit_on, outlier=outlier)
                assert explorer.error is None
                pictures.add(explorer.png)
    # with no scaler there is nothing to fit, so the leak changes nothing there
    assert len(pictures) == 16 - 2


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = ScalingExplorer()
    explorer.flush()
    view = explorer._view

    def artists():
        return {
            id(artist)
            for axes in view.figure.axes
            for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
        }

    before = artists()
    explorer.set(scaler="min-max", outlier=100)
    explorer.set(k=9)
    assert artists() == before
    result = explorer.result
    assert [bar.get_width() for bar in view.bars] == list(result.error.values())
    for row, points in enumerate(view.points):
        np.testing.assert_array_equal(points.get_xdata(), result.train[:, row])
    assert view.outlier.get_visible()
    assert view.outlier.get_xdata() == result.train[result.outlier_row, 0]
    explorer.set(outlier=0)
    assert not view.outlier.get_visible()


@pytest.mark.parametrize("scaler", SCALERS)
@pytest.mark.parametrize("outlier", [0, 5, 20, 100])
def test_axis_covers_every_value_but_the_outlier_whose_value_is_told(scaler, outlier):
    explorer = ScalingExplorer()
    explorer.set(scaler=scaler, outlier=outlier)
    result, view = explorer.result, explorer._view
    place = result.train[result.outlier_row, 0]
    others = np.delete(result.train.ravel(), result.outlier_row * result.train.shape[1])
    low, high = view.features.get_xlim()
    width = others.max() - others.min()
    assert low < others.min()
    assert high > others.max()
    assert high - low < 1.1 * width
    for iqr, text in zip(result.iqr, view.iqrs, strict=True):
        assert float(text.get_text().removeprefix("IQR\n")) == pytest.approx(iqr, rel=0.005)
    assert view.outlier_label.get_visible() == (outlier > 0)
    if outlier and place < high:
        assert view.outlier.get_visible()
        assert view.outlier_label.get_text() == "outlier"
    elif outlier:
        assert not view.outlier.get_visible()
        number = view.outlier_label.get_text().removeprefix("outlier: ").removesuffix(" →")
        assert float(number) == pytest.approx(place, rel=0.005)


@pytest.mark.parametrize("scaler", SCALERS)
@pytest.mark.parametrize("outlier", [0, 5, 20, 100])
def test_no_text_is_clipped_or_covers_another(scaler, outlier):
    explorer = ScalingExplorer()
    explorer.set(scaler="standard")  # the layout is worked out for another setting
    explorer.set(scaler=scaler, outlier=outlier, fit_on="all data")
    assert texts_outside(explorer) == ([], [])
    view = explorer._view
    label = view.outlier_label.get_window_extent()
    if outlier:  # its label lies within the panel and on none of the dots
        panel = view.features.bbox
        assert panel.x0 - 1 <= label.x0 < label.x1 <= panel.x1 + 1
        assert panel.y0 - 1 <= label.y0 < label.y1 <= panel.y1 + 1
        for points in view.points:
            assert not label.count_contains(view.features.transData.transform(points.get_xydata()))


def test_own_data_as_frame_and_as_arrays_give_the_same(hardness):
    named = ScalingExplorer(hardness, "bulk_modulus_GPa")
    features = hardness.drop(columns="bulk_modulus_GPa")
    target = hardness["bulk_modulus_GPa"]
    separate = ScalingExplorer(features, target)
    arrays = ScalingExplorer(features.to_numpy(), target.to_numpy())
    assert list(hardness.columns) == ["bulk_modulus_GPa", "shear_modulus_GPa", "anisotropy"]
    assert named.result.error == separate.result.error == arrays.result.error
    assert named.description == separate.description
    assert "shear_modulus_GPa" in named.description
    assert "feature 1" in arrays.description
    assert named.error is None
    assert Image.open(io.BytesIO(arrays.png)).size == (1728, 710)


def test_long_names_of_own_data_stay_inside_the_picture(hardness):
    frame = hardness.rename(columns={"anisotropy": "universal elastic anisotropy index (no unit)"})
    for number in range(4):
        frame[f"property_without_any_space_{number}"] = 10.0**number * frame["shear_modulus_GPa"]
    explorer = ScalingExplorer(frame, "bulk_modulus_GPa")
    explorer.set(outlier=100)
    assert explorer.error is None
    assert texts_outside(explorer)[0] == []


def test_large_own_data_are_sampled_to_stay_quick():
    table = load_elasticity().dropna().drop(columns="formula")
    problem = own_problem(table, "bulk_modulus_GPa")
    assert problem.X_train.shape == problem.X_test.shape == (300, 2)


@pytest.mark.parametrize(
    ("spoil", "target", "sentence"),
    [
        (lambda t: t, None, "Say what to predict"),
        (lambda t: t, "hardness", "There is no column 'hardness'; the columns are bulk_modulus"),
        (lambda t: t.head(0), "anisotropy", "The data have 0 rows; give at least 20."),
        (lambda t: t.head(19), "anisotropy", "The data have 19 rows; give at least 20."),
        (lambda t: t[["anisotropy"]], "anisotropy", "The data have 0 features; give 1 to 6."),
        (
            lambda t: pd.concat([t] * 3, axis=1).set_axis(list("abcdefghi"), axis=1),
            "a",
            "The data have 8 features; give 1 to 6.",
        ),
        (
            lambda t: t.assign(anisotropy=t["anisotropy"].where(t.index > 2)),
            "bulk_modulus_GPa",
            "Column 'anisotropy' has 3 missing or infinite values; impute or drop them first.",
        ),
        (
            lambda t: t.assign(anisotropy=t["anisotropy"].where(t.index > 2)),
            "anisotropy",
            "Column 'anisotropy' has 3 missing or infinite values",
        ),
        (
            lambda t: t.assign(shear_modulus_GPa=np.inf),
            "anisotropy",
            "Column 'shear_modulus_GPa' has 60 missing or infinite values",
        ),
        (
            lambda t: t.assign(phase="cubic"),
            "anisotropy",
            "Column 'phase' does not hold numbers; leave it out.",
        ),
        (
            lambda t: t,
            pd.Series(np.arange(60.0), name="anisotropy"),
            "The features still hold the target 'anisotropy'; drop that column.",
        ),
        (
            lambda t: t.set_axis(["a", "a", "b"], axis=1),
            "b",
            "Two columns of the data have the same",
        ),
        (lambda t: None, "anisotropy", "Give the data that belong to the target"),
        (lambda t: t, np.arange(59.0), "The data have 60 rows but the target has 59 values."),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(hardness, spoil, target, sentence):
    explorer = ScalingExplorer(spoil(hardness), target)
    data, _ = explorer._repr_mimebundle_()
    assert sentence in explorer.description
    assert sentence in data["text/plain"]
    explorer.set(scaler="standard")  # still alive
    assert sentence in explorer.description


def test_constant_column_and_constant_target_are_drawn(hardness):
    explorer = ScalingExplorer(hardness.assign(anisotropy=1.0), "bulk_modulus_GPa")
    for scaler in SCALERS:
        explorer.set(scaler=scaler, outlier=50)
        assert explorer.error is None
    explorer = ScalingExplorer(hardness.assign(anisotropy=1.0), "anisotropy")
    assert explorer.description
    assert explorer.error is None


def test_too_many_neighbours_give_a_sentence_and_fewer_work(hardness):
    explorer = ScalingExplorer(hardness.head(20), "bulk_modulus_GPa")
    explorer.set(k=25)
    assert explorer.description == (
        "There are only 10 training rows for k = 25 neighbours; lower k."
    )
    explorer.set(k=5)
    assert explorer.error is None


def test_every_control_carries_a_label_and_a_tooltip():
    for control in ScalingExplorer().controls.values():
        assert control.description
        assert control.tooltip
        assert not control.disabled
