"""The splitters against scikit-learn's own, and what every splitter promises about its rows."""

import re

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GridSearchCV, LeaveOneGroupOut, cross_val_score
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_vickers_hardness
from matml_teach.features import FormulaError, parse_formula
from matml_teach.splits import LeaveOneClusterOut, cluster_groups, composition_groups


@pytest.mark.parametrize(
    "spellings",
    [
        ("Fe2O3", "Fe4O6", "O3Fe2", "Fe0.4O0.6", "FeOFeO2", "Fe 2 O 3", "(Fe2O3)7"),
        ("CuSO4·5H2O", "CuSO9H10", "H10CuO4SO5"),
        ("(Al0.1)3", "Al0.3", "Al"),  # 3 x 0.1 is not quite 0.3
        ("Fe0.1Ni0.2Co0.7", "Fe1Ni2Co7", "(Fe0.1Ni0.2Co0.7)0.3"),
        ("FeO1.5", "Fe0.6666666666666666O1", "FeOO0.5"),
    ],
)
def test_one_composition_in_any_spelling_is_one_group(spellings):
    assert composition_groups(spellings).tolist() == [0] * len(spellings)


@pytest.mark.parametrize(
    "different", [("Fe2O3", "Fe3O4", "FeO"), ("CO", "Co"), ("NaCl", "KCl"), ("Fe2O3", "Fe0.67O")]
)
def test_different_compositions_are_different_groups(different):
    assert composition_groups(different).tolist() == list(range(len(different)))


def test_groups_are_numbered_as_they_appear_whatever_the_container():
    formulas = ["NaCl", "Fe2O3", "ClNa", "MgO", "Fe4O6"]
    expected = [0, 1, 0, 2, 1]
    assert composition_groups(formulas).tolist() == expected
    assert composition_groups(pd.Series(formulas, index=[7, 7, 1, 0, 2])).tolist() == expected
    assert composition_groups(iter(formulas)).tolist() == expected
    assert composition_groups([]).shape == (0,)


def test_hardness_table_has_as_many_groups_as_compositions():
    formulas = load_vickers_hardness()["formula"]
    groups = composition_groups(formulas)
    assert groups.max() + 1 == 529
    rng = np.random.default_rng(0)
    respelt = []  # elements in another order, all amounts multiplied
    for formula in formulas:
        amounts = list(parse_formula(formula).items())
        rng.shuffle(amounts)
        factor = int(rng.integers(2, 9))
        respelt.append("".join(f"{symbol}{float(n) * factor:.9g}" for symbol, n in amounts))
    np.testing.assert_array_equal(composition_groups(respelt), groups)


def test_unreadable_formula_is_named_with_its_row():
    with pytest.raises(FormulaError, match="'NACL' in row 1 "):
        composition_groups(["NaCl", "NACL"])
    with pytest.raises(FormulaError, match="in row 0: a formula must be text"):
        composition_groups([None])
    with pytest.raises(ValueError, match=re.escape("write ['NaCl']")):
        composition_groups("NaCl")


@pytest.fixture
def blobs():
    rng = np.random.default_rng(1)
    centres = np.repeat([[0, 0], [8, 1e4], [0, 2e4]], [20, 10, 5], axis=0)
    return centres + rng.normal(size=centres.shape) * [1, 100]  # features of unlike scales


def test_clusters_are_those_of_k_means_on_standardised_features(blobs):
    groups = cluster_groups(blobs, 3, random_state=4)
    k_means = KMeans(3, n_init=10, random_state=4).fit(StandardScaler().fit_transform(blobs))
    np.testing.assert_array_equal(groups, k_means.labels_)
    assert sorted(np.bincount(groups)) == [5, 10, 20]
    for blob in (slice(0, 20), slice(20, 30), slice(30, 35)):
        assert len(set(groups[blob])) == 1
    rescaled = cluster_groups(blobs * [1e5, 1e-5] + 3, 3, random_state=4)
    np.testing.assert_array_equal(groups, rescaled)  # units do not matter


def test_splits_are_those_of_leave_one_group_out(blobs):
    ours = list(LeaveOneClusterOut(4, random_state=0).split(blobs))
    groups = cluster_groups(blobs, 4, random_state=0)
    theirs = list(LeaveOneGroupOut().split(blobs, groups=groups))
    assert len(ours) == len(theirs) == 4
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(mine[0], other[0])
        np.testing.assert_array_equal(mine[1], other[1])


@pytest.mark.parametrize("n_clusters", [2, 3, 7, 12])
@pytest.mark.parametrize("seed", range(5))
def test_no_row_is_lost_or_doubled(n_clusters, seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rng.integers(12, 80), rng.integers(1, 6)))
    splitter = LeaveOneClusterOut(n_clusters, random_state=seed)
    validated = []
    for training, validation in splitter.split(X):
        assert len(validation) > 0
        assert sorted([*training, *validation]) == list(range(len(X)))
        validated += validation.tolist()
    assert sorted(validated) == list(range(len(X)))


def test_works_wherever_scikit_learn_takes_a_splitter(blobs):
    y = blobs[:, 0] + blobs[:, 1] / 1e4
    splitter = LeaveOneClusterOut(3, random_state=0)
    scores = cross_val_score(LinearRegression(), blobs, y, cv=splitter, scoring="r2")
    np.testing.assert_allclose(scores, 1)
    search = GridSearchCV(KNeighborsRegressor(), {"n_neighbors": [1, 3]}, cv=splitter)
    assert search.fit(pd.DataFrame(blobs), y).n_splits_ == 3
    assert repr(splitter) == "LeaveOneClusterOut(n_clusters=3, random_state=0)"


@pytest.mark.parametrize(
    ("X", "n_clusters", "sentence"),
    [
        (["NaCl", "MgO", "KCl"], 2, "clusters need numeric features without gaps: featurise"),
        ([["NaCl"], ["MgO"], ["KCl"]], 2, "clusters need numeric features without gaps: feat"),
        ([[1.0], [np.nan], [3.0]], 2, "clusters need numeric features without gaps"),
        (np.empty((0, 3)), 2, "clusters need numeric features without gaps"),
        ([[1.0], [1.0], [2.0]], 3, "3 clusters cannot be made of 2 different rows; choose fewer"),
        ([[1.0], [2.0]], 1, "n_clusters must be at least 2, not 1"),
    ],
)
def test_bad_data_are_refused_with_a_sentence(X, n_clusters, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        list(LeaveOneClusterOut(n_clusters, random_state=0).split(X))
