"""What every splitter promises about its rows, on tables made up by hypothesis."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matml_teach.explorers.splitting import SPLITTERS, SplittingProblem, _splits, strata
from matml_teach.splits import LeaveOneClusterOut, composition_groups

# The same tables every time, and no limit that a busy machine could break.
steady = settings(derandomize=True, deadline=None, database=None, max_examples=30)


@st.composite
def problems(draw):
    rows = draw(st.integers(50, 90))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    X = rng.normal(size=(rows, draw(st.integers(1, 4))))
    y = np.round(rng.normal(size=rows), draw(st.integers(0, 3)))  # few values make many ties
    groups = rng.integers(draw(st.integers(12, 40)), size=rows)
    groups = np.unique(groups, return_inverse=True)[1]
    return SplittingProblem(X, y, groups, "y", "")


@steady
@given(
    problem=problems(),
    splitter=st.sampled_from(SPLITTERS),
    k=st.integers(2, 10),
    share=st.sampled_from(range(10, 55, 5)),
    seed=st.integers(0, 20),
)
def test_no_row_is_lost_or_doubled(problem, splitter, k, share, seed):
    rows = list(range(len(problem.y)))
    validated = []
    for training, validation in _splits(problem, splitter, k, share, seed):
        assert len(validation) > 0
        assert sorted([*training, *validation]) == rows
        validated += validation.tolist()
    if splitter not in ("hold-out", "Monte Carlo"):
        assert sorted(validated) == rows


@steady
@given(problem=problems(), k=st.integers(2, 10), seed=st.integers(0, 20))
def test_groups_are_never_torn(problem, k, seed):
    for training, validation in _splits(problem, "grouped by composition", k, 20, seed):
        assert not set(problem.groups[training]) & set(problem.groups[validation])


@steady
@given(problem=problems(), k=st.integers(2, 10), seed=st.integers(0, 20))
def test_class_shares_are_kept(problem, k, seed):
    fifth = strata(problem.y)
    sizes = np.bincount(fifth)
    assert sizes.max() - sizes.min() <= 1
    assert all(problem.y[fifth == n].max() <= problem.y[fifth == n + 1].min() for n in range(4))
    folds = [
        np.bincount(fifth[validation], minlength=5)
        for _, validation in _splits(problem, "stratified k-fold", k, 20, seed)
    ]
    assert np.ptp(folds, axis=0).max() <= 1  # as equal as whole rows allow


@steady
@given(problem=problems(), k=st.integers(2, 8), seed=st.integers(0, 20))
def test_clusters_are_never_torn_and_each_is_left_out_once(problem, k, seed):
    splitter = LeaveOneClusterOut(k, random_state=seed)
    left_out = [set(validation.tolist()) for _, validation in splitter.split(problem.X)]
    assert len(left_out) == splitter.get_n_splits() == k
    assert set().union(*left_out) == set(range(len(problem.y)))
    assert sum(map(len, left_out)) == len(problem.y)


FORMULAS = st.lists(
    st.dictionaries(
        st.sampled_from(["H", "O", "Fe", "Ti", "W", "C"]), st.integers(1, 9), min_size=1, max_size=4
    ),
    min_size=1,
    max_size=12,
)


@steady
@given(compositions=FORMULAS, factor=st.integers(2, 7))
def test_spelling_and_multiples_of_a_formula_do_not_change_its_group(compositions, factor):
    plain = ["".join(f"{symbol}{n}" for symbol, n in c.items()) for c in compositions]
    other = [
        "".join(f"{symbol}{n * factor}" for symbol, n in reversed(c.items())) for c in compositions
    ]
    groups = composition_groups([*plain, *other])
    np.testing.assert_array_equal(groups[: len(plain)], groups[len(plain) :])
    shares = [
        frozenset((symbol, n / sum(c.values())) for symbol, n in c.items()) for c in compositions
    ]
    assert len(set(groups)) == len(set(shares))
