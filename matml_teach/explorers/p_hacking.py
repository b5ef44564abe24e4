"""p-hacking: how often a study without any true effect comes out significant, trick by trick.

Everything here is simulated. A study asks whether two models differ in error, compound by compound
of a test set; they do not: the paired differences are normal noise around zero. What is done with
them is what A. M. Stefan and F. D. Schönbrodt collect in R. Soc. Open Sci. 10, 220346 (2023),
https://doi.org/10.1098/rsos.220346.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr
from scipy.stats import binomtest

from matml_teach import plots
from matml_teach.explorers.base import Explorer, View, round_limit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STAGES = ("no trick", "rounding", "splits", "properties", "outliers", "stopping")
STUDIES = 1000

# A t-test of fewer differences is hardly one.
_FEWEST_ROWS = 4
_OUTLIER = 2.0  # s.d. from the mean of the differences
_BINS = np.linspace(0, 1, 21)


@dataclass(frozen=True)
class Stage:
    """The false positives once a trick has been added to those before it.

    Attributes
    ----------
    trick : str
        One of ``STAGES``.
    used : bool
        Whether the setting uses it; if not, the rates are those of the stage before.
    rate, low, high : float
        Share of the simulated studies with a significant result, and Wilson's 95 % interval.
    expected : float or None
        Share by closed form; None where there is none.
    """

    trick: str
    used: bool
    rate: float
    low: float
    high: float
    expected: float | None


@dataclass(frozen=True, eq=False)
class PHackingResult:
    """What one setting of the explorer gives.

    Attributes
    ----------
    stages : tuple of Stage
        The tricks one after the other; the last has all of them.
    p : ndarray of shape (studies,)
        The p value each study reports with all its tricks.
    alpha : float
        The significance level announced.
    threshold : float
        The p value below which a result is called significant.
    tries : int
        Independent tries: splits times properties.
    """

    stages: tuple[Stage, ...]
    p: NDArray[np.float64]
    alpha: float
    threshold: float
    tries: int


# --- model --------------------------------------------------------------------------------------


def simulate_p_hacking(
    rounding: bool = False,
    splits: int = 1,
    properties: int = 1,
    outliers: bool = False,
    looks: int = 1,
    alpha: float = 0.05,
    rows: int = 50,
    studies: int = STUDIES,
) -> PHackingResult:
    """Simulate studies of two equally good models, and count those that find a difference.

    Each study tests paired error differences (simulated standard normal noise) against zero with
    a two-sided t-test. The same settings always give the same noise.

    Parameters
    ----------
    rounding : bool
        Call p < 1.1 `alpha` significant: 0.054 is rounded to 0.05.
    splits : int
        Train/test splits tried; the smallest p is reported. Their test sets share no compound, so
        the tries are independent; splits that overlap gain less.
    properties : int
        Predicted properties tried, independent of each other; the smallest p is reported.
    outliers : bool
        Also test without the differences over 2 s.d. from their mean, and keep the smaller p.
    looks : int
        Test after each of so many equal parts of the rows, and stop at the first significant p.
    alpha : float
        Significance level, between 0 and 1.
    rows : int
        Compounds in each test set, at least 4 for each look.
    studies : int
        Studies simulated.

    Returns
    -------
    PHackingResult
        Rates, trick by trick, and the p values reported.

    Raises
    ------
    ValueError
        If a count is below one, `alpha` is no probability or there are too few rows.

    Notes
    -----
    The p value of an honest study is uniform, so the best of :math:`k` independent tries is below
    :math:`t` with probability :math:`1 - (1 - t)^k`. Outlier exclusion and optional stopping make
    tries that hang together and have no such formula; they can only add false positives.

    Examples
    --------
    >>> honest = simulate_p_hacking().stages[-1]
    >>> hacked = simulate_p_hacking(splits=5).stages[-1]
    >>> hacked.rate > 3 * honest.rate
    True
    >>> round(hacked.expected, 3)
    0.226
    """
    counts = {"splits": splits, "properties": properties, "looks": looks, "studies": studies}
    for name, count in counts.items():
        if count < 1:
            raise ValueError(f"{name} is {count}; it must be at least 1.")
    if not 0 < alpha < 1:
        raise ValueError(f"The significance level is {alpha:g}; it must lie between 0 and 1.")
    if rows < _FEWEST_ROWS * looks:
        raise ValueError(
            f"{rows} test rows are too few for looks={looks}; give at least {_FEWEST_ROWS * looks}."
        )
    used = (True, rounding, splits > 1, properties > 1, outliers, looks > 1)
    stages = []
    for last, trick in enumerate(STAGES):
        threshold = 1.1 * alpha if rounding and last >= 1 else alpha
        tried_splits = splits if last >= 2 else 1
        tried_properties = properties if last >= 3 else 1
        p = _reported(
            threshold,
            tried_splits,
            tried_properties,
            outliers and last >= 4,
            looks if last >= 5 else 1,
            rows,
            studies,
        )
        found = int(np.count_nonzero(p < threshold))
        interval = binomtest(found, studies).proportion_ci(method="wilson")
        closed = not any(used[4 : last + 1])
        stages.append(
            Stage(
                trick,
                used[last],
                found / studies,
                float(interval.low),
                float(interval.high),
                best_of(tried_splits * tried_properties, threshold) if closed else None,
            )
        )
    return PHackingResult(tuple(stages), p, alpha, threshold, splits * properties)


def best_of(tries: int, threshold: float) -> float:
    """Return the probability that the smallest of independent p values is below a threshold.

    Without a true effect each p value is uniform between 0 and 1.

    Examples
    --------
    >>> round(best_of(20, 0.05), 3)
    0.642
    """
    return 1 - (1 - threshold) ** tries


@lru_cache(maxsize=256)
def _reported(
    threshold: float,
    splits: int,
    properties: int,
    outliers: bool,
    looks: int,
    rows: int,
    studies: int,
) -> NDArray[np.float64]:
    """Return the p each study reports: of the best try, each stopped when first significant."""
    ends = [-(-rows * look // looks) for look in range(1, looks + 1)]
    best = np.ones(studies)
    for split in range(splits):
        for number in range(properties):
            reported = _p_values(split, number, ends[-1], outliers, studies)
            for end in reversed(ends[:-1]):  # the earliest significant look has the last word
                early = _p_values(split, number, end, outliers, studies)
                reported = np.where(early < threshold, early, reported)
            best = np.minimum(best, reported)
    return best


@lru_cache(maxsize=4096)
def _p_values(
    split: int, number: int, rows: int, outliers: bool, studies: int
) -> NDArray[np.float64]:
    """Return the p value of each study for the first rows of one try."""
    # One row of noise after the other: more rows go on where fewer ended.
    noise = np.random.default_rng([split, number]).standard_normal((rows, studies))
    p = _t_test(noise, np.ones(noise.shape, dtype=bool))
    if outliers:
        kept = abs(noise - noise.mean(axis=0)) <= _OUTLIER * noise.std(axis=0, ddof=1)
        p = np.minimum(p, _t_test(noise, kept))
    return p


def _t_test(noise: NDArray[np.float64], kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Two-sided p value of each column's kept values against a mean of zero."""
    count = kept.sum(axis=0)
    mean = (noise * kept).sum(axis=0) / count
    variance = (((noise - mean) * kept) ** 2).sum(axis=0) / (count - 1)
    return 2 * stdtr(count - 1, -abs(mean) / np.sqrt(variance / count))


# --- view ---------------------------------------------------------------------------------------


class PHackingView(View[PHackingResult]):
    """Left the false-positive rate trick by trick, right the p values that are reported."""

    size = (9.0, 3.6)

    def build(self, figure: "Figure", result: PHackingResult) -> None:
        """Create a row per trick and a bar per bin of p values."""
        figure.get_layout_engine().set(wspace=0.14)
        self.rates, self.p = figure.subplots(1, 2, width_ratios=[1.25, 1])
        labels = (
            "no trick",
            "+ rounding p down",
            "+ best split",
            "+ best property",
            "+ outlier exclusion",
            "+ optional stopping",
        )
        rows = range(len(STAGES))
        self.rates.set_title("Simulated false positives, trick by trick", pad=22)
        self.rates.set(
            ylim=(len(rows) - 0.4, -0.6),
            yticks=rows,
            yticklabels=labels,
            xlabel="significant studies (% of the simulated)",
        )
        self.rates.grid(axis="y", visible=False)
        self.rates.tick_params(axis="y", length=0)
        self.level = self.rates.axvline(0, color=plots.INK, lw=1, ls=":", label="promised")
        self.bars = self.rates.barh(rows, 0.0, height=0.6, color=plots.PALETTE[0])
        # One line for all intervals, broken by NaN.
        (self.intervals,) = self.rates.plot([], [], color=plots.INK, label="95 % interval")
        (self.expected,) = self.rates.plot([], [], color=plots.PALETTE[1], label="closed form")
        self.values = [
            self.rates.annotate(
                "",
                (1, row),
                xycoords=("axes fraction", "data"),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=9.5,
            )
            for row in rows
        ]
        top = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderpad": 0.2, "borderaxespad": 0}
        self.rates.legend(**top, ncols=3, handlelength=1, columnspacing=1.2)

        self.p.set_title("p values reported (simulated)", pad=22)
        self.p.set(xlim=(0, 1), xlabel="reported p value", ylabel="studies (%)")
        self.p.locator_params(axis="y", nbins=5)
        self.p.grid(axis="x", visible=False)
        width = _BINS[1]
        self.counts = self.p.bar(_BINS[:-1], 0.0, width, align="edge", color=plots.PALETTE[0])
        for bar in self.counts:
            bar.set(edgecolor="white", linewidth=0.8)
        self.curve = self.p.stairs(
            np.zeros(len(_BINS) - 1),
            _BINS,
            baseline=None,
            color=plots.PALETTE[1],
            lw=1.8,
            label="closed form",
        )
        self.threshold = self.p.axvline(0, color=plots.INK, lw=1, ls="--")
        self.threshold_label = self.p.annotate(
            "",
            (0, 0.95),
            xycoords=("data", "axes fraction"),
            xytext=(24, 0),
            textcoords="offset points",
            va="top",
        )
        self.p.legend(**top, handlelength=1.5)

    def update(self, result: PHackingResult) -> None:
        """Set bars, intervals, marks and numbers."""
        intervals: list[tuple[float, float]] = []
        expected: list[tuple[float, float]] = []
        for row, stage in enumerate(result.stages):
            self.bars[row].set_width(100 * stage.rate if stage.used else 0)
            self.values[row].set_text(f"{100 * stage.rate:.1f} %" if stage.used else "–")
            if stage.used:
                intervals += [(100 * stage.low, row), (100 * stage.high, row), (np.nan, np.nan)]
            if stage.used and stage.expected is not None:
                x = 100 * stage.expected
                expected += [(x, row - 0.4), (x, row + 0.4), (np.nan, np.nan)]
        self.intervals.set_data(*zip(*intervals, strict=True))
        self.expected.set_data(*zip(*expected, strict=True))
        # Two axes only, so that bars mostly grow and the axis seldom jumps.
        end = 10 if max(stage.high for stage in result.stages) < 0.1 else 100
        self.adjust(self.rates, xlim=(0, end))
        self.level.set_xdata([100 * result.alpha] * 2)

        shares = 100 * np.histogram(result.p, _BINS)[0] / len(result.p)
        for bar, share in zip(self.counts, shares, strict=True):
            bar.set_height(share)
        closed = result.stages[-1].expected is not None
        curve = 100 * np.diff(best_of(result.tries, _BINS))
        self.curve.set_data(curve)
        self.curve.set_visible(closed)
        self.p.get_legend().set_visible(closed)
        self.threshold.set_xdata([result.threshold] * 2)
        self.threshold_label.xy = (result.threshold, 0.95)
        self.threshold_label.set_text(
            f"{100 * result.stages[-1].rate:.1f} % lie below {result.threshold:g}\n"
            "and are called significant"
        )
        # Air for the label above the bars.
        highest = max(*shares, *(curve if closed else ()))
        self.adjust(self.p, ylim=(0, round_limit(1.3 * highest)))


# --- explorer -----------------------------------------------------------------------------------


class PHackingExplorer(Explorer[PHackingResult]):
    """Tick the tricks and see how many studies without a true effect come out significant.

    All studies are simulated: two equally good models, whose errors differ by noise alone.

    Examples
    --------
    >>> explorer = PHackingExplorer()
    >>> explorer.set(splits=5)
    >>> explorer.description
    'In 1000 simulated studies without any true effect, ... The closed form 22.6 % ...'
    """

    view_type = PHackingView

    def make_controls(self) -> dict[str, widgets.ValueWidget]:
        """The five tricks, the significance level and the size of the test set."""
        slider = widgets.Layout(width="290px")
        return {
            "rounding": widgets.Checkbox(
                value=False,
                indent=False,
                description="Round p down",
                tooltip="Call p significant up to a tenth above the level: 0.054 becomes 0.05",
                layout=widgets.Layout(width="150px"),
            ),
            "splits": widgets.IntSlider(
                value=1,
                min=1,
                max=10,
                description="Splits tried",
                tooltip="How many train/test splits are tried; the smallest p is reported",
                layout=slider,
            ),
            "properties": widgets.IntSlider(
                value=1,
                min=1,
                max=5,
                description="Properties tried",
                tooltip="How many predicted properties are tried; the smallest p is reported",
                layout=slider,
            ),
            "outliers": widgets.Checkbox(
                value=False,
                indent=False,
                description="Exclude outliers",
                tooltip="Drop differences over 2 s.d. from the mean if that lowers p",
                layout=widgets.Layout(width="150px"),
            ),
            "looks": widgets.IntSlider(
                value=1,
                min=1,
                max=5,
                description="Looks at the data",
                tooltip="Test after each part of the rows and stop at the first significant p",
                layout=slider,
            ),
            "alpha": widgets.Dropdown(
                options=[("0.05", 0.05), ("0.005", 0.005)],
                value=0.05,
                description="Significance level",
                tooltip="The share of false positives an honest study promises",
                layout=widgets.Layout(width="190px"),
            ),
            "rows": widgets.IntSlider(
                value=50,
                min=20,
                max=100,
                step=10,
                description="Test rows",
                tooltip="How many compounds each test set has",
                layout=slider,
            ),
        }

    def compute(
        self,
        rounding: bool,
        splits: int,
        properties: int,
        outliers: bool,
        looks: int,
        alpha: float,
        rows: int,
    ) -> PHackingResult:
        """Simulate the studies."""
        return simulate_p_hacking(rounding, splits, properties, outliers, looks, alpha, rows)

    def describe(self, result: PHackingResult) -> str:
        """Simulated rate with interval, closed form, and what the tricks are."""
        last = result.stages[-1]
        state = self.state
        names = {
            "rounding": "rounding p down",
            "splits": f"the best of {state['splits']} splits",
            "properties": f"the best of {state['properties']} properties",
            "outliers": "optional outlier exclusion",
            "stopping": f"optional stopping with {state['looks']} looks",
        }
        tricks = [names[stage.trick] for stage in result.stages[1:] if stage.used]
        formula = f"1 − (1 − {result.threshold:g})^{result.tries}"
        # Tricks with a formula come first, so the last formula is that of all of them.
        known = [stage for stage in result.stages if stage.expected is not None][-1]
        percent = f"{100 * (known.expected or 0):.1f} %"
        text = (
            f"In {len(result.p)} simulated studies without any true effect, "
            f"{100 * last.rate:.1f} % (95 % interval {100 * last.low:.1f} to "
            f"{100 * last.high:.1f} %) are significant, p < {result.threshold:g}, with "
            f"{', '.join(tricks) or 'no trick'}; {100 * result.alpha:g} % is what the level "
            "promises."
        )
        if last.expected is not None:
            return f"{text} The closed form {percent} is {formula}."
        return (
            f"{text} Without outlier exclusion and optional stopping the closed form {formula} "
            f"gives {percent}; for these two there is none, and they can only add to it."
        )
