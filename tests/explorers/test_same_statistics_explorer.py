"""The same-statistics explorer against pandas and NumPy, and what its picture says."""

import itertools

import numpy as np
import pandas as pd
import pytest
from explorer_pictures import texts_outside

from matml_teach.datasets import load_same_statistics
from matml_teach.explorers.same_statistics import (
    STATISTICS,
    SameStatisticsExplorer,
    box_samples,
    explore_same_statistics,
    five_statistics,
    shipped_clouds,
)


@pytest.fixture(scope="module")
def clouds():
    return shipped_clouds()


@pytest.fixture
def table():
    return load_same_statistics()


def _with_pandas(points):
    frame = pd.DataFrame(points, columns=["x", "y"])
    return [*frame.mean(), *frame.std(), frame["x"].corr(frame["y"])]


def test_clouds_are_those_of_the_kit(clouds, table):
    assert list(clouds.points) == list(table["shape"].unique())
    for name, points in clouds.points.items():
        np.testing.assert_array_equal(points, table.loc[table["shape"] == name, ["x", "y"]])


def test_five_statistics_are_those_of_pandas():
    points = np.random.default_rng(0).normal(size=(40, 2)) @ [[3, 1], [0, 2]] + [5, -7]
    np.testing.assert_allclose(five_statistics(points), _with_pandas(points), rtol=1e-12)


@pytest.mark.thorough
def test_every_cloud_on_the_way_has_the_statistics_to_two_decimals(clouds):
    wanted = ["54.26", "47.83", "16.76", "26.93", "-0.06"]
    for start, end in itertools.permutations(clouds.points, 2):
        for morph in (0.0, 0.25, 0.5, 0.9, 1.0):
            result = explore_same_statistics(clouds, "point clouds", start, end, morph)
            assert [f"{value:.2f}" for value in _with_pandas(result.points)] == wanted
            np.testing.assert_allclose(
                result.statistics["now"], _with_pandas(result.points), rtol=1e-9
            )


def test_ends_of_the_way_are_the_two_clouds(clouds):
    for start, end in (("cloud", "star"), ("lattice", "stripes")):
        for morph, name in ((0.0, start), (1.0, end)):
            points = explore_same_statistics(clouds, "point clouds", start, end, morph).points
            assert sorted(map(tuple, points)) == sorted(map(tuple, clouds.points[name]))


def test_points_go_steadily_and_straight_lines_alone_would_not_do(clouds):
    way = [
        explore_same_statistics(clouds, "point clouds", "ring", "cloud", morph).points
        for morph in np.linspace(0, 1, 21)
    ]
    steps = [np.linalg.norm(b - a, axis=1).mean() for a, b in itertools.pairwise(way)]
    assert max(steps) < 2 * min(steps)
    straight = (way[0] + way[-1]) / 2
    assert np.abs(five_statistics(straight) - five_statistics(way[0])).max() > 0.1
    # the nudge is small compared with the way itself
    nudge = np.linalg.norm(way[10] - straight, axis=1).mean()
    assert nudge < 0.5 * np.linalg.norm(way[-1] - way[0], axis=1).mean()


def test_a_cloud_to_itself_stays(clouds):
    result = explore_same_statistics(clouds, "point clouds", "star", "star", 0.5)
    np.testing.assert_array_equal(result.points, clouds.points["star"])


@pytest.mark.parametrize("morph", [0.0, 0.35, 0.5, 1.0])
def test_all_box_plots_are_equal_though_the_samples_differ(clouds, morph):
    result = explore_same_statistics(clouds, "box plots", morph=morph)
    quantiles = pd.DataFrame(result.samples).quantile([0, 0.25, 0.5, 0.75, 1])
    for name in result.samples:
        np.testing.assert_allclose(quantiles[name], [0, 30, 50, 70, 100], atol=1e-12)
    spreads = [values.std() for values in result.samples.values()]
    assert np.ptp(spreads) > 5 * morph - 1e-9


def test_samples_at_the_ends_are_even_and_uneven(clouds):
    start = explore_same_statistics(clouds, "box plots", morph=0.0).samples
    end = explore_same_statistics(clouds, "box plots", morph=1.0).samples
    for name, values in box_samples().items():
        np.testing.assert_allclose(start[name], box_samples()["even"])
        np.testing.assert_allclose(end[name], values)


def test_description_states_the_numbers_of_the_result():
    explorer = SameStatisticsExplorer()
    explorer.set(start="ring", end="lattice", morph=0.3)
    text = explorer.description
    assert text.startswith("144 points, 30 % of the way from ring to lattice: mean of x 54.26, ")
    assert "correlation r −0.06" in text
    moved = np.linalg.norm(
        explorer.result.points - explorer.result.clouds.points["ring"], axis=1
    ).mean()
    assert f"moved by {moved:.1f} on average, these five numbers by less than 0.005." in text
    explorer.set(show="box plots", morph=1.0)
    text = explorer.description
    assert "Five simulated samples of 201 values, 100 % of the way" in text
    peaks = explorer.result.samples["two peaks"]
    assert f"two peaks {((peaks > 45) & (peaks < 55)).sum()}," in text


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = SameStatisticsExplorer()
    explorer.flush()
    view = explorer._view

    def artists():
        return {
            id(artist)
            for axes in view.figure.axes
            for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
        }

    before = artists()
    explorer.set(start="ring", end="star", morph=0.4)
    np.testing.assert_array_equal(view.dots.get_xydata(), explorer.result.points)
    assert [text.get_text() for text in view.numbers["now"]] == [
        "54.26", "47.83", "16.76", "26.93", "−0.06",
    ]  # fmt: skip
    assert len(view.numbers["now"]) == len(STATISTICS)
    assert view.cloud.get_visible()
    assert not view.boxes.get_visible()
    explorer.set(show="box plots")
    assert not view.cloud.get_visible()
    assert view.boxes.get_visible()
    for dots, values in zip(view.values, explorer.result.samples.values(), strict=True):
        np.testing.assert_array_equal(dots.get_xdata(), values)
    assert artists() == before


def test_every_point_of_every_cloud_lies_inside_the_axes():
    explorer = SameStatisticsExplorer()
    explorer.flush()
    axes = explorer._view.cloud
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    for start, end in itertools.combinations(shipped_clouds().points, 2):
        explorer.set(start=start, end=end, morph=0.5)
        x, y = explorer.result.points.T
        assert left < x.min() < x.max() < right
        assert bottom < y.min() < y.max() < top


@pytest.mark.parametrize("show", ["point clouds", "box plots"])
def test_no_text_is_clipped_or_covers_another(show):
    explorer = SameStatisticsExplorer()
    explorer.set(morph=0.2)
    explorer.set(show=show, morph=0.7)
    assert texts_outside(explorer) == ([], [])


def test_state_is_readable_and_settable():
    explorer = SameStatisticsExplorer()
    explorer.state = {"start": "star", "morph": 0.65}
    assert explorer.state == {
        "show": "point clouds",
        "start": "star",
        "end": "star",
        "morph": 0.65,
    }
    with pytest.raises(ValueError, match="end is one of 'cloud', 'ring'"):
        explorer.set(end="dinosaur")


def test_own_clouds_are_shown(table):
    same = table[table["shape"].isin(["ring", "cross"])].assign(y=lambda t: 100 - t["y"])
    explorer = SameStatisticsExplorer(same)
    explorer.set(morph=0.5)
    assert explorer.error is None
    assert "mean of y 52.17" in explorer.description
    assert "correlation r 0.06" in explorer.description
    assert texts_outside(explorer) == ([], [])


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda t: t.head(0), "The data have 0 clouds; give at least two"),
        (lambda t: t.head(144), "The data have 1 cloud; give at least two"),
        (lambda t: t.drop(columns="y"), "'y' is not there"),
        (lambda t: t[["x", "y"]].to_numpy(), "Give a data frame with the columns shape, x and y"),
        (lambda t: t.assign(x="left"), "The coordinates of cloud 'cloud' are not all numbers."),
        (lambda t: t.assign(x=t["x"].where(t.index > 2)), "Cloud 'cloud' has missing or infinite"),
        (lambda t: t.assign(x=1.0), "All points of cloud 'cloud' have the same x"),
        (lambda t: t.head(147), "Cloud 'ring' has 3 points; give 5 to 400."),
        (lambda t: t.head(200), "Cloud 'ring' has 56 points and 'cloud' 144"),
        (
            lambda t: t.assign(y=t["y"] + 0.1 * (t["shape"] == "star")),
            "The mean of y of cloud 'star' is 47.93, that of 'cloud' 47.83",
        ),
    ],
)
def test_bad_data_give_a_sentence_in_the_widget(table, spoil, sentence):
    explorer = SameStatisticsExplorer(spoil(table))
    data, _ = explorer._repr_mimebundle_()
    assert sentence in data["text/plain"]
    explorer.set(morph=0.5)  # still alive
    assert sentence in explorer.description


def test_every_control_carries_a_label_and_a_tooltip():
    for control in SameStatisticsExplorer().controls.values():
        assert control.description
        assert control.tooltip
        assert not control.disabled
