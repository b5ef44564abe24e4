"""The p-hacking explorer against scipy, closed forms and published rates."""

import numpy as np
import pytest
from scipy import stats

from matml_teach.explorers.p_hacking import STAGES, PHackingExplorer, best_of, simulate_p_hacking


def _rate(**settings):
    return simulate_p_hacking(**settings).stages[-1].rate


def _noise(split, number, rows, studies=1000):
    return np.random.default_rng([split, number]).standard_normal((rows, studies))


def test_honest_p_values_are_those_of_scipy_and_uniform():
    result = simulate_p_hacking(rows=30)
    plain = stats.ttest_1samp(_noise(0, 0, 30), 0).pvalue
    np.testing.assert_allclose(result.p, plain, rtol=1e-9)
    assert result.stages[-1].rate == np.mean(plain < 0.05)
    assert stats.kstest(simulate_p_hacking(studies=20_000).p, "uniform").pvalue > 1e-3


def test_best_of_several_tries_is_their_smallest_p():
    result = simulate_p_hacking(splits=3, properties=2, rows=20)
    tries = [stats.ttest_1samp(_noise(s, n, 20), 0).pvalue for s in range(3) for n in range(2)]
    np.testing.assert_allclose(result.p, np.min(tries, axis=0), rtol=1e-9)
    assert result.tries == 6


def test_outliers_are_left_out_only_where_that_helps():
    result = simulate_p_hacking(outliers=True, rows=20, studies=200)
    for sample, p in zip(_noise(0, 0, 20, 200).T, result.p, strict=True):
        kept = sample[abs(sample - sample.mean()) <= 2 * sample.std(ddof=1)]
        both = (stats.ttest_1samp(data, 0).pvalue for data in (sample, kept))
        assert p == pytest.approx(min(both), rel=1e-9)


def test_stopping_takes_the_first_significant_look_or_the_last():
    result = simulate_p_hacking(looks=3, rows=50)
    ends = (17, 34, 50)
    looks = np.array([stats.ttest_1samp(_noise(0, 0, end), 0).pvalue for end in ends])
    for path, p in zip(looks.T, result.p, strict=True):
        significant = [*path[path < 0.05], path[-1]]
        assert p == pytest.approx(significant[0], rel=1e-9)


@pytest.mark.parametrize(
    ("settings", "tries", "threshold"),
    [
        ({}, 1, 0.05),
        ({"rounding": True}, 1, 0.055),
        ({"splits": 10}, 10, 0.05),
        ({"properties": 5}, 5, 0.05),
        ({"splits": 4, "properties": 3, "rounding": True}, 12, 0.055),
        ({"splits": 10, "rounding": True, "alpha": 0.005}, 10, 0.0055),
    ],
)
def test_simulated_rates_agree_with_the_closed_form(settings, tries, threshold):
    result = simulate_p_hacking(**settings, rows=20, studies=10_000)
    last = result.stages[-1]
    assert last.expected == pytest.approx(1 - (1 - threshold) ** tries)
    assert last.expected == best_of(tries, threshold)
    error = np.sqrt(last.expected * (1 - last.expected) / 10_000)
    assert abs(last.rate - last.expected) < 4 * error
    # the whole distribution, not only its tail
    assert stats.kstest(best_of(tries, result.p), "uniform").pvalue > 1e-3


@pytest.mark.parametrize(("looks", "published"), [(2, 0.083), (3, 0.107), (4, 0.126), (5, 0.142)])
def test_optional_stopping_agrees_with_published_rates(looks, published):
    # P. Armitage, C. K. McPherson, B. C. Rowe, J. R. Stat. Soc. A 132, 235 (1969), for z-tests,
    # which a t-test of 100 rows is not far from.
    assert _rate(looks=looks, rows=100, studies=20_000) == pytest.approx(published, abs=0.01)


def test_more_rows_do_not_protect_from_a_choice_of_splits():
    few, many = (_rate(splits=5, rows=rows, studies=5000) for rows in (20, 100))
    assert few == pytest.approx(many, abs=0.03)


def test_interval_is_wilsons_and_each_trick_only_adds():
    result = simulate_p_hacking(True, 3, 2, True, 4)
    rates = [stage.rate for stage in result.stages]
    assert rates == sorted(rates)
    assert [stage.trick for stage in result.stages] == list(STAGES)
    assert all(stage.used for stage in result.stages)
    assert [stage.expected is None for stage in result.stages] == [False] * 4 + [True] * 2
    z, n = stats.norm.ppf(0.975), 1000
    for stage in result.stages:
        centre = (stage.rate + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z * np.sqrt(stage.rate * (1 - stage.rate) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
        assert (stage.low, stage.high) == pytest.approx((centre - half, centre + half))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"splits": 0}, "splits is 0; it must be at least 1."),
        ({"properties": -1}, "properties is -1; it must be at least 1."),
        ({"looks": 0}, "looks is 0"),
        ({"studies": 0}, "studies is 0"),
        ({"alpha": 0}, "The significance level is 0; it must lie between 0 and 1."),
        ({"alpha": 1.2}, "The significance level is 1.2"),
        ({"alpha": float("nan")}, "The significance level is nan"),
        ({"rows": 3}, "3 test rows are too few for looks=1; give at least 4."),
        ({"rows": 19, "looks": 5}, "19 test rows are too few for looks=5; give at least 20."),
    ],
)
def test_impossible_settings_give_a_sentence(settings, sentence):
    with pytest.raises(ValueError, match=sentence.replace(".", r"\.")):
        simulate_p_hacking(**settings)


def test_failing_setting_is_shown_and_the_next_one_works():
    explorer = PHackingExplorer()
    explorer.controls["rows"].min = 1
    explorer.set(rows=3)
    assert explorer.description == "3 test rows are too few for looks=1; give at least 4."
    assert explorer.png == b""
    explorer.set(rows=20)
    assert explorer.error is None
    assert explorer.png


def test_description_states_the_numbers_of_the_result():
    explorer = PHackingExplorer()
    assert "with no trick; 5 % is what the level promises" in explorer.description
    explorer.set(splits=5, rounding=True)
    last, text = explorer.result.stages[-1], explorer.description
    assert text.startswith("In 1000 simulated studies without any true effect")
    assert f"{100 * last.rate:.1f} % (95 % interval {100 * last.low:.1f} to" in text
    assert "rounding p down, the best of 5 splits;" in text
    assert "The closed form 24.6 % is 1 − (1 − 0.055)^5." in text
    explorer.set(looks=3, alpha=0.005)
    text = explorer.description
    assert "optional stopping with 3 looks; 0.5 % is what the level promises" in text
    assert "the closed form 1 − (1 − 0.0055)^5 gives 2.7 %; for these two there is none" in text


def test_state_is_readable_and_settable():
    explorer = PHackingExplorer()
    state = {
        "rounding": True,
        "splits": 2,
        "properties": 3,
        "outliers": True,
        "looks": 4,
        "alpha": 0.005,
        "rows": 30,
    }
    explorer.state = state
    assert explorer.state == state
    last = simulate_p_hacking(**state).stages[-1]
    assert explorer.result.stages[-1] == last


def test_view_shows_the_result_with_the_artists_it_was_built_with():
    explorer = PHackingExplorer()
    explorer.flush()
    view = explorer._view

    def artists():
        return {
            id(artist)
            for axes in view.figure.axes
            for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections)
        }

    before = artists()
    explorer.set(splits=4, rounding=True)
    assert view.curve.get_visible()
    assert view.level.get_xdata() == [5, 5]
    assert view.threshold.get_xdata() == pytest.approx([0.055, 0.055])
    explorer.set(looks=3)
    assert artists() == before
    result = explorer.result
    for stage, bar, value in zip(result.stages, view.bars, view.values, strict=True):
        assert bar.get_width() == (100 * stage.rate if stage.used else 0)
        assert value.get_text() == (f"{100 * stage.rate:.1f} %" if stage.used else "–")
    assert sum(bar.get_height() for bar in view.counts) == pytest.approx(100)
    first = view.counts[0].get_height()
    assert first == pytest.approx(100 * np.mean(result.p < 0.05))
    assert not view.curve.get_visible()  # no closed form with optional stopping


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"alpha": 0.005},
        {"rounding": True, "splits": 10, "properties": 5, "outliers": True, "looks": 5},
        {"rounding": True, "outliers": True, "looks": 5, "rows": 20},
        {"alpha": 0.005, "rounding": True, "splits": 10, "properties": 5},
    ],
)
def test_no_text_is_clipped_or_covers_another_or_a_bar(state):
    explorer = PHackingExplorer()
    explorer.flush()  # the layout is worked out for the first setting
    explorer.set(**state)
    assert explorer.error is None
    view = explorer._view
    renderer = view.figure.canvas.get_renderer()
    texts = []
    for axes in view.figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            texts += [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high]
        texts += [axes.xaxis.label, axes.yaxis.label, axes._left_title, *axes.texts]
        if axes.get_legend().get_visible():
            texts += axes.get_legend().get_texts()
    texts = [text for text in texts if text.get_text()]
    boxes = [text.get_window_extent(renderer) for text in texts]
    whole = view.figure.bbox
    for place, (text, box) in enumerate(zip(texts, boxes, strict=True)):
        inside = box.x0 > -1 and box.y0 > -1 and box.x1 < whole.x1 + 1 and box.y1 < whole.y1 + 1
        assert inside, f"{text.get_text()!r} is clipped"
        for other in range(place):
            overlaps = box.shrunk(0.9, 0.9).overlaps(boxes[other].shrunk(0.9, 0.9))
            assert not overlaps, (text.get_text(), texts[other].get_text())
    label = view.threshold_label.get_window_extent(renderer)
    assert not any(label.overlaps(bar.get_window_extent(renderer)) for bar in view.counts)


def test_every_control_carries_a_label_and_a_tooltip():
    for control in PHackingExplorer().controls.values():
        assert control.description
        assert control.tooltip
