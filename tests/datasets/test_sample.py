"""Each student's own sample: the same everywhere for the same ID, different for another."""

import numpy as np
import pandas as pd
import pytest

from matml_teach.datasets import load_band_gaps, personal_sample, student_seed


def test_seeds_are_the_same_on_every_system_and_for_ever():
    # Written down once: a change here would change every student's marks.
    assert student_seed("ab1234") == 4036624669
    assert student_seed("") == 3820012610
    assert student_seed("01234567") == 2454033081


def test_samples_are_the_same_on_every_system_and_for_ever():
    table = pd.DataFrame({"row": range(100)})
    assert personal_sample(table, "ab1234", 8)["row"].tolist() == [67, 77, 26, 87, 68, 58, 41, 33]


@pytest.mark.parametrize("same", ["AB1234", " ab 12 34\n", "Ab1234\t"])
def test_capitals_and_spaces_make_no_difference(same):
    assert student_seed(same) == student_seed("ab1234")


def test_a_blank_id_works():
    table = load_band_gaps()
    assert student_seed("  ") == student_seed("")
    assert len(personal_sample(table, "", 50)) == 50


def test_seeds_suit_numpy_and_differ_within_a_large_class():
    seeds = [student_seed(f"ab{number:04d}") for number in range(2000)]
    assert len(set(seeds)) == len(seeds)
    assert min(seeds) >= 0
    np.random.RandomState(max(seeds))  # raises beyond 2**32 - 1


def test_sample_is_drawn_without_replacement_and_numbered_afresh():
    table = load_band_gaps()
    mine = personal_sample(table, "ab1234", 500)
    assert mine.index.tolist() == list(range(500))
    assert mine["formula"].is_unique
    joined = mine.merge(table, how="left", on="formula", suffixes=("", "_table"))
    assert joined["band_gap_eV"].equals(joined["band_gap_eV_table"])


def test_other_students_get_other_rows():
    table = load_band_gaps()
    mine, other = (set(personal_sample(table, who, 300)["formula"]) for who in ("a", "b"))
    assert len(mine & other) < 30


def test_a_smaller_sample_begins_a_larger_one():
    table = load_band_gaps()
    large = personal_sample(table, "ab1234", 40)
    assert personal_sample(table, "ab1234", 10).equals(large.head(10))


def test_every_row_may_be_drawn_and_the_table_is_left_alone():
    table = pd.DataFrame({"row": range(20)}, index=list("abcdefghijklmnopqrst"))
    before = table.copy()
    everything = personal_sample(table, "ab1234", 20)
    assert sorted(everything["row"]) == list(range(20))
    everything["row"] = -1
    assert table.equals(before)


def test_all_rows_are_equally_likely():
    table = pd.DataFrame({"row": range(20)})
    times = np.zeros(20)
    for number in range(2000):
        times[personal_sample(table, f"id{number}", 5)["row"]] += 1
    # 500 expected each, with a standard deviation of 19.
    assert np.abs(times - 500).max() < 100


@pytest.mark.parametrize("n", [0, -1, 21, 2.0, "5", None, True, float("nan")])
def test_an_impossible_number_of_rows_is_named(n):
    with pytest.raises(
        ValueError, match=r"n must be a whole number from 1 to 20 \(the rows"
    ) as caught:
        personal_sample(pd.DataFrame({"row": range(20)}), "ab1234", n)
    assert repr(n) in str(caught.value)


def test_numpy_integers_count_as_whole_numbers():
    assert len(personal_sample(pd.DataFrame({"row": range(20)}), "ab1234", np.int64(3))) == 3


@pytest.mark.parametrize("college_id", [1234567, None])
def test_an_id_that_is_no_text_asks_for_quotes(college_id):
    with pytest.raises(TypeError, match="write it in quotes"):
        student_seed(college_id)
