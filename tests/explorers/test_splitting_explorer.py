"""The splitting explorer against plain scikit-learn, and what its picture says."""

import io
import re

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside
from PIL import Image
from sklearn.cluster import KMeans
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    LeaveOneGroupOut,
    LeaveOneOut,
    ShuffleSplit,
    StratifiedKFold,
    cross_val_predict,
    cross_val_score,
)
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_elasticity, load_vickers_hardness
from matml_teach.explorers.splitting import (
    SPLITTERS,
    TRAINING,
    TWIN,
    VALIDATION,
    SplittingExplorer,
    explore_splitting,
    hardness_problem,
    own_problem,
    strata,
)
from matml_teach.features import CompositionFeaturizer
from matml_teach.splits import LeaveOneClusterOut, composition_groups


@pytest.fixture(scope="module")
def problem():
    return hardness_problem()


@pytest.fixture
def moduli():
    """A table of the reader's own: 80 compounds with their formula and three properties."""
    return load_elasticity().dropna().head(80).reset_index(drop=True)


def _scikit_learn(splitter, problem, k, share, seed):
    """scikit-learn's splitter, and what its split takes as the target and the groups."""
    shuffle = {"shuffle": True, "random_state": seed}
    part = {"test_size": share / 100, "random_state": seed}
    return {
        "hold-out": (ShuffleSplit(1, **part), problem.y),
        "k-fold": (KFold(k, **shuffle), problem.y),
        "stratified k-fold": (
            StratifiedKFold(k, **shuffle),
            pd.qcut(pd.Series(problem.y).rank(method="first"), 5, labels=False),
        ),
        "leave-one-out": (LeaveOneOut(), problem.y),
        "Monte Carlo": (ShuffleSplit(k, **part), problem.y),
        "grouped by composition": (GroupKFold(k, **shuffle), problem.y),
        "leave-one-cluster-out": (LeaveOneClusterOut(k, random_state=seed), problem.y),
    }[splitter]


def test_data_are_whole_compositions_of_the_hardness_table(problem):
    table = load_vickers_hardness()
    magpie = CompositionFeaturizer().transform(table["formula"])
    X = np.column_stack([magpie, np.log10(table["load_N"])])
    at = {
        (*row, y): place
        for place, (row, y) in enumerate(zip(X, table["hardness_GPa"], strict=True))
    }
    rows = [at[(*row, y)] for row, y in zip(problem.X, problem.y, strict=True)]
    assert len(set(rows)) == len(rows) <= 300
    assert len(rows) > 290
    drawn = table["formula"].iloc[rows]
    assert table["formula"].isin(set(drawn)).sum() == len(rows)  # no composition torn
    np.testing.assert_array_equal(composition_groups(drawn), problem.groups)


@pytest.mark.parametrize("splitter", SPLITTERS)
@pytest.mark.parametrize(("k", "share", "seed"), [(5, 20, 0), (2, 50, 3), (10, 10, 20)])
def test_scores_are_those_of_plain_scikit_learn(problem, splitter, k, share, seed):
    chosen = explore_splitting(problem, splitter, k, share, seed).chosen
    pipeline = make_pipeline(StandardScaler(), KNeighborsRegressor(3))
    cv, stratify_by = _scikit_learn(splitter, problem, k, share, seed)
    groups = problem.groups if isinstance(cv, GroupKFold) else None
    splits = list(cv.split(problem.X, stratify_by, groups))
    truth, guess = [], []
    assert len(splits) == len(chosen.error)
    for (training, validation), landing, error in zip(
        splits, chosen.landing, chosen.error, strict=True
    ):
        np.testing.assert_array_equal(np.flatnonzero(landing == TRAINING), np.sort(training))
        pipeline.fit(problem.X[training], problem.y[training])
        guess.extend(pipeline.predict(problem.X[validation]))
        truth.extend(problem.y[validation])
        n = len(validation)
        assert error == pytest.approx(mean_absolute_error(truth[-n:], guess[-n:]), rel=1e-9)
    assert chosen.r2 == pytest.approx(r2_score(truth, guess), rel=1e-9)
    assert chosen.row_error == pytest.approx(mean_absolute_error(truth, guess), rel=1e-9)


def test_mean_and_spread_are_those_of_cross_val_score(problem):
    result = explore_splitting(problem, "Monte Carlo", k=7, seed=2)
    pipeline = make_pipeline(StandardScaler(), KNeighborsRegressor(3))
    for scores, cv in (
        (result.chosen, ShuffleSplit(7, test_size=0.2, random_state=2)),
        (result.random, KFold(7, shuffle=True, random_state=2)),
        (result.clustered, LeaveOneClusterOut(7, random_state=2)),
    ):
        plain = -cross_val_score(
            pipeline, problem.X, problem.y, cv=cv, scoring="neg_mean_absolute_error"
        )
        assert scores.mean == pytest.approx(plain.mean())
        assert scores.spread == pytest.approx(np.std(plain, ddof=1))
    assert np.isnan(explore_splitting(problem, "hold-out").chosen.spread)


@pytest.mark.parametrize("splitter", SPLITTERS)
@pytest.mark.parametrize("seed", [0, 7])
def test_no_row_is_lost_and_twins_are_what_they_are_called(problem, splitter, seed):
    landing = explore_splitting(problem, splitter, k=4, share=30, seed=seed).chosen.landing
    validated = (landing != TRAINING).sum(axis=0)
    if splitter in ("hold-out", "Monte Carlo"):
        sizes = (landing != TRAINING).sum(axis=1)
        assert set(sizes) == {np.ceil(0.3 * len(problem.y))}
    else:
        assert set(validated) == {1}  # each row once
    for split in landing:
        trained = set(problem.groups[split == TRAINING])
        assert not trained & set(problem.groups[split == VALIDATION])
        assert set(problem.groups[split == TWIN]) <= trained
    if splitter == "grouped by composition":
        assert TWIN not in landing
    if splitter == "k-fold":
        assert TWIN in landing


def test_stratified_folds_keep_the_shares_of_the_fifths(problem):
    fifth = strata(problem.y)
    assert set(np.bincount(fifth)) <= {len(fifth) // 5, len(fifth) // 5 + 1}
    for low, high in zip(range(4), range(1, 5), strict=True):
        assert problem.y[fifth == low].max() <= problem.y[fifth == high].min()
    for split in explore_splitting(problem, "stratified k-fold", k=6).chosen.landing:
        counts = np.bincount(fifth[split != TRAINING], minlength=5)
        assert np.ptp(counts) <= 1


def test_random_split_flatters_on_hardness(problem):
    for seed in range(5):
        result = explore_splitting(problem, "k-fold", k=5, seed=seed)
        assert result.clustered.mean > 1.3 * result.random.mean
        assert result.clustered.row_error > 1.3 * result.random.row_error
        assert result.clustered.r2 < result.random.r2 - 0.1
    seeds = range(10)
    grouped, random = (
        np.mean([explore_splitting(problem, name, seed=seed).chosen.mean for seed in seeds])
        for name in ("grouped by composition", "k-fold")
    )
    assert grouped > 1.05 * random


def test_r2_on_hardness_are_those_of_a_plain_script(problem):
    """From the table as shipped, with nothing of the explorer but the number of compositions."""
    table = load_vickers_hardness()
    numbers = pd.factorize(pd.Series(composition_groups(table["formula"])))[0]
    drawn = np.random.default_rng(0).permutation(numbers.max() + 1)
    counts = np.bincount(numbers)[drawn].cumsum()
    table = table[np.isin(numbers, drawn[counts <= 300])]
    X = CompositionFeaturizer().fit_transform(table["formula"])
    X = np.column_stack([X, np.log10(table["load_N"])])
    y = table["hardness_GPa"].to_numpy()
    model = make_pipeline(StandardScaler(), KNeighborsRegressor(3))
    clusters = KMeans(5, n_init=10, random_state=0).fit_predict(StandardScaler().fit_transform(X))
    shuffle = {"shuffle": True, "random_state": 0}
    plain = {
        "k-fold": cross_val_predict(model, X, y, cv=KFold(5, **shuffle)),
        "grouped by composition": cross_val_predict(
            model, X, y, cv=GroupKFold(5, **shuffle), groups=table["formula"].factorize()[0]
        ),
        "leave-one-cluster-out": cross_val_predict(
            model, X, y, cv=LeaveOneGroupOut(), groups=clusters
        ),
    }
    r2 = {name: r2_score(y, guess) for name, guess in plain.items()}
    for name, value in r2.items():
        chosen = explore_splitting(problem, name, k=5, seed=0).chosen
        assert chosen.r2 == pytest.approx(value, rel=1e-9), r2
    assert min(r2["k-fold"], r2["grouped by composition"]) > r2["leave-one-cluster-out"] + 0.1


def test_rows_are_shown_in_an_order_that_makes_the_split_visible(problem):
    clustered = explore_splitting(problem, "leave-one-cluster-out", k=6)
    assert clustered.ordered_by == "by cluster"
    for split in clustered.chosen.landing[:, clustered.order]:
        assert np.count_nonzero(np.diff((split != TRAINING).astype(int))) <= 2  # one block
    stratified = explore_splitting(problem, "stratified k-fold")
    assert (np.diff(problem.y[stratified.order]) >= 0).all()
    assert (np.diff(problem.groups[explore_splitting(problem).order]) >= 0).all()


def test_description_states_the_numbers_of_the_result():
    explorer = SplittingExplorer()
    explorer.set(splitter="leave-one-cluster-out", k=6, seed=1)
    result, text = explorer.result, explorer.description
    chosen, random = result.chosen, result.random
    assert text.startswith("Leave-one-cluster-out with 6 clusters: 6 fits on 296 rows of 162 comp")
    assert f"{chosen.mean:.3g} ± {chosen.spread:.2f} GPa (mean ± s.d. of the fits" in text
    assert f"Random 6-fold gives {random.mean:.2f} GPa (R² {random.r2:.2f})" in text
    assert "leaving out one of 6 clusters" in text
    gap = f"{chosen.mean - random.mean:.2f}"
    row_gap = f"{chosen.row_error - random.row_error:.2f}"
    assert f"flatters by {gap} GPa, or by {row_gap} GPa" in text
    explorer.set(splitter="hold-out", share=25)
    assert explorer.description.startswith("Hold-out of 25 %: 1 fit on 296 rows")
    assert "±" not in explorer.description
    explorer.set(splitter="grouped by composition")
    assert "; 0 % of the validated have their composition in training too" in explorer.description
    explorer.set(splitter="leave-one-out")
    assert "296 fits on 296 rows" in explorer.description


def test_every_setting_draws_a_picture_of_its_own():
    explorer = SplittingExplorer()
    pictures = set()
    for splitter in SPLITTERS:
        for k in (2, 10):
            explorer.set(splitter=splitter, k=k)
            assert explorer.error is None
            pictures.add(explorer.png)
    assert len(pictures) == 14


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = SplittingExplorer()
    explorer.flush()
    view = explorer._view

    def artists():
        return {
            id(artist)
            for axes in view.figure.axes
            for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
        }

    before = artists()
    for splitter in ("leave-one-out", "hold-out", "Monte Carlo"):
        explorer.set(splitter=splitter, k=7)
    assert artists() == before
    result = explorer.result
    chosen = result.chosen
    shown = np.full(chosen.landing.shape, -1)
    for kind, blocks in view.blocks.items():
        for path in blocks.get_paths():
            (left, top), (right, bottom) = path.vertices.min(axis=0), path.vertices.max(axis=0)
            rows = slice(round(left - 0.5), round(right - 0.5))
            assert (shown[round((top + bottom) / 2) - 1, rows] == -1).all()  # none covers another
            shown[round((top + bottom) / 2) - 1, rows] = kind
    np.testing.assert_array_equal(shown, chosen.landing[:, result.order])
    np.testing.assert_array_equal(view.dots.get_xdata(), chosen.error)
    np.testing.assert_array_equal(view.dots.get_ydata(), np.arange(1, 8))
    assert view.mean.get_xdata()[0] == chosen.mean
    assert view.random.get_xdata()[0] == result.random.mean
    assert view.clustered.get_xdata()[0] == result.clustered.mean
    left, width = view.band.get_x(), view.band.get_width()
    assert [left, left + width] == pytest.approx(
        [chosen.mean - chosen.spread, chosen.mean + chosen.spread]
    )
    assert f"{chosen.mean:.3g} ± {chosen.spread:.2f} GPa" in view.errors.get_title("left")
    explorer.set(splitter="hold-out")
    assert not view.band.get_visible()
    assert "one split" in view.errors.get_title("left")


@pytest.mark.parametrize("first", ["hold-out", "leave-one-out"])
def test_no_text_is_clipped_or_covers_another(first):
    explorer = SplittingExplorer()
    explorer.set(splitter=first)  # the layout is worked out for this one
    for splitter in SPLITTERS:
        for k in (5, 10):
            explorer.set(splitter=splitter, k=k)
            assert texts_outside(explorer) == ([], []), (splitter, k)


def test_own_data_as_frame_and_as_arrays_give_the_same(moduli):
    named = SplittingExplorer(moduli, "bulk_modulus_GPa", "formula")
    features = moduli[["shear_modulus_GPa", "anisotropy"]]
    target, formulas = moduli["bulk_modulus_GPa"], list(moduli["formula"])
    separate = SplittingExplorer(features, target, formulas)
    arrays = SplittingExplorer(features.to_numpy(), target.to_numpy(), formulas)
    assert moduli.columns[0] == "formula"  # not taken out of the reader's table
    for splitter in SPLITTERS:
        for explorer in (named, separate, arrays):
            explorer.set(splitter=splitter)
            assert explorer.error is None
        assert named.description == separate.description
        np.testing.assert_array_equal(named.result.chosen.error, arrays.result.chosen.error)
    assert "bulk_modulus_GPa" in named.description
    assert Image.open(io.BytesIO(arrays.png)).size == (1728, 806)


def test_own_data_without_formulas_say_what_grouping_needs_and_go_on(moduli):
    explorer = SplittingExplorer(moduli.drop(columns="formula"), "bulk_modulus_GPa")
    assert explorer.error is None
    assert "composition" not in explorer.description
    assert explorer._view.strips.get_xlabel() == "row, in the order of the table"
    explorer.set(splitter="grouped by composition")
    assert explorer.description.startswith("Grouping needs the formulas: SplittingExplorer(data,")
    explorer.set(splitter="leave-one-out")
    assert explorer.error is None
    assert texts_outside(explorer) == ([], [])


def test_large_own_data_are_sampled_by_whole_compositions():
    table = load_vickers_hardness()
    problem = own_problem(table, "hardness_GPa", "formula")
    assert 290 < len(problem.y) <= 300
    np.testing.assert_array_equal(problem.groups, hardness_problem().groups)
    assert len(own_problem(table[["load_N", "hardness_GPa"]], "hardness_GPa", None).y) == 300


@pytest.mark.parametrize(
    ("spoil", "target", "formula", "sentence"),
    [
        (lambda t: t, None, None, "Say what to predict"),
        (lambda t: None, [1.0] * 80, None, "Give the data that belong to the target"),
        (lambda t: t, "hardness", None, "There is no column 'hardness'; the columns are formula"),
        (lambda t: t, "anisotropy", "name", "There is no column 'name'; the columns are formula"),
        (lambda t: t, "anisotropy", None, "Column 'formula' does not hold numbers; leave it out."),
        (lambda t: t.head(0), "anisotropy", "formula", "The data have 0 rows; give at least 50."),
        (lambda t: t.head(49), "anisotropy", "formula", "The data have 49 rows; give at least 50"),
        (lambda t: t[["anisotropy"]], "anisotropy", None, "no features beside the target"),
        (lambda t: t, [1.0] * 79, "formula", "80 rows but the target has 79 values"),
        (lambda t: t, "anisotropy", ["MgO"], "80 rows but the formula has 1 values"),
        (
            lambda t: t.assign(anisotropy=t["anisotropy"].where(t.index > 2)),
            "bulk_modulus_GPa",
            "formula",
            "Column 'anisotropy' has 3 missing or infinite values; impute or drop them first.",
        ),
        (
            lambda t: t.assign(anisotropy=np.inf),
            "anisotropy",
            "formula",
            "Column 'anisotropy' has 80 missing or infinite values",
        ),
        (
            lambda t: t.assign(formula="NACL"),
            "anisotropy",
            "formula",
            "cannot read the formula 'NACL' in row 0",
        ),
        (
            lambda t: t[["anisotropy", "bulk_modulus_GPa"]].assign(anisotropy=1.0),
            "bulk_modulus_GPa",
            None,
            "5 clusters cannot be made of 1 different rows",
        ),
    ],
)
def test_bad_data_give_a_sentence_and_the_widget_lives(moduli, spoil, target, formula, sentence):
    explorer = SplittingExplorer(spoil(moduli), target, formula)
    data, _ = explorer._repr_mimebundle_()
    assert isinstance(explorer.error, ValueError)
    assert sentence in explorer.description
    assert "application/vnd.jupyter.widget-view+json" in data
    explorer.set(splitter="hold-out")  # still alive
    assert sentence in explorer.description


def test_fewer_compositions_than_folds_give_a_sentence_and_fewer_folds_work(moduli):
    formulas = ["MgO", "Mg2O2", "NaCl", "KCl"] * 20
    explorer = SplittingExplorer(moduli.drop(columns="formula"), "bulk_modulus_GPa", formulas)
    explorer.set(splitter="grouped by composition")
    assert explorer.description == "There are only 3 compositions for 5 folds; lower k."
    explorer.set(k=3)
    assert explorer.error is None


def test_constant_column_and_constant_target_are_drawn(moduli):
    explorer = SplittingExplorer(
        moduli.assign(shear_modulus_GPa=0.1), "bulk_modulus_GPa", "formula"
    )
    assert explorer.error is None
    explorer = SplittingExplorer(moduli.assign(anisotropy=1.0), "anisotropy", "formula")
    for splitter in SPLITTERS:
        explorer.set(splitter=splitter)
        assert explorer.error is None
        assert "R² not defined" in explorer.description


def test_state_is_readable_settable_and_refuses_the_impossible():
    explorer = SplittingExplorer()
    assert explorer.state == {"splitter": "k-fold", "k": 5, "share": 20, "seed": 0}
    explorer.state = {"splitter": "Monte Carlo", "k": 8, "share": 35, "seed": 4}
    assert explorer.result.chosen.landing.shape == (8, 296)
    with pytest.raises(ValueError, match=re.escape("k is a whole number from 2 to 10, not 11")):
        explorer.set(k=11)
    with pytest.raises(ValueError, match="splitter is one of 'hold-out'"):
        explorer.set(splitter="leave-two-out")


def test_every_control_carries_a_label_and_a_tooltip():
    for control in SplittingExplorer().controls.values():
        assert control.description
        assert control.tooltip
        assert not control.disabled
