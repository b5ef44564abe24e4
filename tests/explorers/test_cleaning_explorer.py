"""The cleaning explorer against plain pandas and scikit-learn, and what its picture says."""

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_elasticity
from matml_teach.explorers.cleaning import (
    MISSING,
    MODELS,
    OUTLYING,
    UNPHYSICAL,
    CleaningExplorer,
    elasticity_problem,
    explore_cleaning,
    own_problem,
)


@pytest.fixture(scope="module")
def problem():
    return elasticity_problem()


@pytest.fixture
def moduli():
    """A small table of the reader's own: 300 raw rows of the data set, with gaps."""
    return load_elasticity().drop(columns="formula").head(300)


def test_data_are_the_raw_table_and_the_test_set_is_clean(problem):
    table = load_elasticity()
    rows = table[["shear_modulus_GPa", "anisotropy", "bulk_modulus_GPa"]].to_numpy(copy=True)
    rows[:, 2] = np.log10(rows[:, 2])
    known = {tuple(row) for row in np.nan_to_num(rows, nan=-1e9)}
    for X, y in ((problem.X_train, problem.y_train), (problem.X_test, problem.y_test)):
        drawn = np.nan_to_num(np.column_stack([X[:, :2], y]), nan=-1e9)
        assert {tuple(row) for row in drawn} <= known
    assert problem.X_train.shape == (2000, 5)
    assert problem.X_test.shape == (500, 5)
    assert np.isfinite(problem.X_test).all()
    assert (problem.X_test[:, 0] > 0).all()
    assert (problem.X_test[:, 1] >= 0).all()
    assert np.isnan(problem.X_train[:, 0]).sum() > 20
    assert (problem.X_train[:, 1] < 0).sum() > 50
    assert (problem.X_train[:, 0] == 0).any()
    melting = {tuple(row) for row in problem.X_train[:, 2:]}
    assert len(melting) > 1500  # the composition features are there and differ


@pytest.mark.parametrize("unphysical", UNPHYSICAL)
@pytest.mark.parametrize("outlying", OUTLYING)
@pytest.mark.parametrize("missing", ["drop rows", "mean"])
def test_cleaned_table_is_that_of_plain_pandas(problem, unphysical, outlying, missing):
    table = pd.DataFrame(problem.X_train, columns=list("GAtev"))
    impossible = pd.DataFrame({"G": table["G"] <= 0, "A": table["A"] < 0})
    if unphysical == "treat as missing":
        table[["G", "A"]] = table[["G", "A"]].mask(impossible)
    elif unphysical == "remove rows":
        table = table[~impossible.any(axis="columns")]
    for column in ("G", "A"):
        values = table[column]
        if outlying == "winsorise":
            ordered = sorted(values.dropna())
            moved = int(0.05 * len(ordered))  # so many on either side
            table = table.assign(**{column: values.clip(ordered[moved], ordered[-1 - moved])})
    if outlying == "remove rows":
        first, third = (table[["G", "A"]].quantile(q) for q in (0.25, 0.75))
        low, high = first - 1.5 * (third - first), third + 1.5 * (third - first)
        pair = table[["G", "A"]]
        table = table[~((pair < low) | (pair > high)).any(axis="columns")]
    table = table.dropna() if missing == "drop rows" else table.fillna(table.mean())

    cleaned = explore_cleaning(problem, None, unphysical, outlying, 5.0, missing).cleaned
    np.testing.assert_array_equal(cleaned.rows, table.index)
    np.testing.assert_allclose(cleaned.X, table, rtol=1e-12)


@pytest.mark.parametrize("missing", MISSING)
def test_errors_are_those_of_plain_pipelines_on_the_cleaned_rows(problem, missing):
    result = explore_cleaning(problem, None, "treat as missing", "winsorise", 3.0, missing)
    for name, model in zip(MODELS, (KNeighborsRegressor(5), Ridge()), strict=True):
        pipeline = make_pipeline(StandardScaler(), model)
        pipeline.fit(result.cleaned.X, problem.y_train[result.cleaned.rows])
        error = np.abs(pipeline.predict(problem.X_test) - problem.y_test).mean()
        assert result.error[name] == pytest.approx(error, rel=1e-12)


def test_regression_fills_gaps_only_and_better_than_the_mean(problem):
    """Hide known shear moduli, fill them both ways, compare with the truth."""
    known = np.flatnonzero(np.isfinite(problem.X_train[:, 0]))
    hidden = known[::10]
    X = problem.X_train.copy()
    X[hidden, 0] = np.nan
    gappy = type(problem)(**{**vars(problem), "X_train": X})
    wrong = {}
    for missing in ("mean", "regression"):
        cleaned = explore_cleaning(gappy, missing=missing).cleaned
        np.testing.assert_array_equal(cleaned.filled, np.isnan(X))
        np.testing.assert_array_equal(cleaned.X[~cleaned.filled], X[~np.isnan(X)])
        assert (cleaned.X[cleaned.filled[:, 0], 0] > 0).all()
        wrong[missing] = np.abs(cleaned.X[hidden, 0] - problem.X_train[hidden, 0]).mean()
    assert wrong["regression"] < 0.8 * wrong["mean"]


def test_limits_are_the_ends_of_what_stayed(problem):
    for outlying in ("winsorise", "remove rows"):
        cleaned = explore_cleaning(problem, outlying=outlying, share=5.0).cleaned
        np.testing.assert_array_equal(cleaned.limits[0, :2], cleaned.X[:, :2].min(axis=0))
        np.testing.assert_array_equal(cleaned.limits[1, :2], cleaned.X[:, :2].max(axis=0))
        assert np.isinf(cleaned.limits[:, 2:]).all()


def test_counts_of_values_changed(problem):
    result = explore_cleaning(problem, "anisotropy", "keep", "winsorise", 2.0, "mean").cleaned
    raw = problem.X_train
    assert result.filled.sum() == np.isnan(raw).sum()
    changed = (raw != result.X) & ~np.isnan(raw)
    np.testing.assert_array_equal(result.capped, changed)
    # 2 % on either side of two columns of 2000 rows
    assert 140 <= result.capped.sum() <= 160


def test_no_share_no_change_and_reference_is_the_default(problem):
    nothing = explore_cleaning(problem, outlying="winsorise", share=0.0)
    assert nothing.error == nothing.reference == explore_cleaning(problem).error
    assert not nothing.cleaned.capped.any()


def test_removing_real_extremes_makes_knn_worse(problem):
    result = explore_cleaning(problem, outlying="remove rows")
    assert len(result.cleaned.X) < 1700
    assert result.error["k-NN"] > 1.1 * result.reference["k-NN"]


def test_description_states_the_numbers_of_the_result():
    explorer = CleaningExplorer()
    explorer.set(
        unphysical="treat as missing", outlying="winsorise", share=4.5, missing="regression"
    )
    explorer.set(column="anisotropy")
    result, text = explorer.result, explorer.description
    raw = result.problem.X_train
    assert f"Of 2000 training rows, 2000 are kept; {result.cleaned.filled.sum()} values" in text
    assert f"{result.cleaned.capped.sum()} capped (winsorised at 4.5 % on each side)" in text
    assert f"{(raw[:, 1] < 0).sum()} unphysical" in text
    assert f"mean {np.nanmean(raw[:, 1]):.4g} before" in text
    assert f"ridge {result.error['ridge']:.3f} ({result.reference['ridge']:.3f})" in text


@pytest.mark.thorough
def test_every_setting_is_drawn_without_clipped_texts():
    explorer = CleaningExplorer()
    for column in ("shear modulus", "anisotropy"):
        for unphysical in UNPHYSICAL:
            for outlying in OUTLYING:
                explorer.set(
                    column=column, unphysical=unphysical, outlying=outlying, share=10.0,
                    missing="mean",
                )  # fmt: skip
                assert explorer.error is None
                assert texts_outside(explorer) == ([], [])


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = CleaningExplorer()
    explorer.flush()
    view = explorer._view

    def artists():
        return {
            id(artist)
            for axes in view.figure.axes
            for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
        }

    before = artists()
    explorer.set(column="anisotropy", outlying="winsorise")
    explorer.set(share=7.5)
    assert artists() == before
    result = explorer.result
    raw = result.problem.X_train[:, 1]
    assert view.before.get_data().values.sum() == np.isfinite(raw).sum()
    assert view.after.get_data().values.sum() == len(result.cleaned.X)
    edges = view.before.get_data().edges
    assert edges[0] == np.nanmin(raw)
    assert edges[-1] == np.nanmax(raw)
    assert (np.diff(edges) > 0).all()
    assert 0 in edges  # so what is drawn left of 0 is negative
    negative = view.before.get_data().values[edges[:-1] < 0].sum()
    assert negative == (raw < 0).sum()
    assert [bar.get_width() for bar in view.bars] == list(result.error.values())
    places = view.limits.get_xdata()
    assert {*places[::3]} == {*result.cleaned.limits[:, 1]}
    explorer.set(outlying="keep")
    assert not view.limits.get_visible()


def test_state_is_readable_and_settable():
    explorer = CleaningExplorer()
    explorer.state = {"outlying": "winsorise", "share": 10.0}
    assert explorer.state["outlying"] == "winsorise"
    assert explorer.state["share"] == 10.0
    with pytest.raises(ValueError, match="missing is one of 'drop rows', 'mean', 'regression'"):
        explorer.set(missing="guess")


def test_own_data_with_a_lowest_value(moduli):
    explorer = CleaningExplorer(moduli, "bulk_modulus_GPa", lowest={"anisotropy": 0.0})
    explorer.set(unphysical="remove rows", column="anisotropy", missing="regression")
    assert explorer.error is None
    problem = explorer.result.problem
    assert (explorer.result.cleaned.X[:, 1] >= 0).all()
    assert len(problem.X_train) + len(problem.X_test) == moduli["bulk_modulus_GPa"].notna().sum()
    assert texts_outside(explorer)[0] == []
    separate = CleaningExplorer(moduli.drop(columns="bulk_modulus_GPa"), moduli["bulk_modulus_GPa"])
    assert separate.error is None
    assert "bulk_modulus_GPa" in separate.description


@pytest.mark.parametrize(
    ("spoil", "target", "sentence"),
    [
        (lambda t: t, None, "Say what to predict"),
        (lambda t: None, "anisotropy", "Give the data that belong to the target"),
        (lambda t: t, "hardness", "There is no column 'hardness'; the columns are bulk_modulus"),
        (lambda t: t.head(0), "anisotropy", "Only 0 rows with a target are complete"),
        (lambda t: t.head(30), "anisotropy", "at least 40 are needed"),
        (lambda t: t[["anisotropy"]], "anisotropy", "The data have 0 features; give 1 to 20"),
        (lambda t: t.assign(anisotropy=np.nan), "anisotropy", "Only 0 rows with a target"),
        (lambda t: t.assign(anisotropy=np.inf), "bulk_modulus_GPa", "has 300 infinite values"),
        (lambda t: t.assign(phase="cubic"), "anisotropy", "Column 'phase' does not hold numbers"),
        (lambda t: t, np.arange(59.0), "The data have 300 rows but the target has 59 values."),
        (lambda t: t.set_axis(["a", "a", "b"], axis=1), "b", "Two columns of the data have the"),
        (
            lambda t: t,
            pd.Series(np.arange(300.0), name="anisotropy"),
            "The features still hold the target 'anisotropy'; drop that column.",
        ),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(moduli, spoil, target, sentence):
    explorer = CleaningExplorer(spoil(moduli), target)
    data, _ = explorer._repr_mimebundle_()
    assert sentence in data["text/plain"]
    explorer.set(missing="mean")  # still alive
    assert sentence in explorer.description


def test_lowest_for_a_column_that_is_not_there_gives_a_sentence(moduli):
    explorer = CleaningExplorer(moduli, "bulk_modulus_GPa", lowest={"density": 0.0})
    assert "lowest names a column that the data do not have: 'density'" in explorer.description


def test_too_few_rows_left_give_a_sentence_and_another_setting_works(moduli):
    few = moduli.dropna().head(45)
    gappy = few.head(20).assign(anisotropy=np.nan)
    problem = own_problem(pd.concat([few, gappy]), "bulk_modulus_GPa")
    assert len(problem.X_train) == 50
    empty = problem.X_train.copy()
    empty[15:, 1] = np.nan
    spoilt = type(problem)(**{**vars(problem), "X_train": empty})
    with pytest.raises(ValueError, match=r"Of 50 training rows only .* are left, too few"):
        explore_cleaning(spoilt)
    filled = explore_cleaning(spoilt, missing="mean")
    assert len(filled.cleaned.X) == 50
    assert np.isnan(filled.reference["k-NN"])  # dropping the gaps leaves too few to compare with
    empty[:, 1] = np.nan
    hopeless = type(problem)(**{**vars(problem), "X_train": empty})
    with pytest.raises(ValueError, match="No value of 'anisotropy' is left"):
        explore_cleaning(hopeless, missing="mean")


def test_data_with_hardly_a_complete_row_are_drawn_without_a_reference(moduli):
    few = moduli.dropna().head(40)
    gappy = moduli.dropna().assign(anisotropy=np.nan)
    sparse = pd.concat([few, *[gappy] * 12])  # few of the 2000 training rows are complete
    explorer = CleaningExplorer(sparse, "bulk_modulus_GPa")
    assert "too few to learn from" in explorer.description
    explorer.set(missing="mean")
    assert explorer.error is None
    assert "(too few rows)" in explorer.description


def test_constant_column_and_constant_target_are_drawn(moduli):
    explorer = CleaningExplorer(moduli.assign(anisotropy=1.0), "bulk_modulus_GPa")
    for outlying in OUTLYING:
        explorer.set(outlying=outlying, column="anisotropy")
        assert explorer.error is None
    explorer = CleaningExplorer(moduli.assign(anisotropy=1.0), "anisotropy")
    assert explorer.description
    assert explorer.error is None


def test_every_control_carries_a_label_and_a_tooltip():
    for control in CleaningExplorer().controls.values():
        assert control.description
        assert control.tooltip
        assert not control.disabled
