"""Every explorer on bad data: a sentence or a picture, never a traceback, and it stays alive.

The sentences are those of the table in docs/explorers.md.
"""

import html
import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from matml_teach import explorers

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "explorers.md"
DRAWN = "*drawn*"
SINGLE = ("NetworkExplorer", "OptimiserExplorer", "OverfittingExplorer")


@cache
def _good(name):
    """Data that the explorer takes: 100 rows, or what is its own kind."""
    rng = np.random.default_rng(0)
    if name == "SameStatisticsExplorer":
        x, y = rng.normal(size=(2, 50))
        return pd.DataFrame(
            {"shape": np.repeat(["cloud", "mirror"], 50), "x": np.r_[x, x], "y": np.r_[y, y]}
        )
    if name == "HyperparameterSearchExplorer":
        a, b = (values.ravel() for values in np.meshgrid(np.arange(10.0), np.arange(10.0)))
        return pd.DataFrame({"a": a, "b": b, "target": 1 + (a - 3) ** 2 + (b - 4) ** 2})
    a, b = rng.normal(size=(2, 100))
    table = pd.DataFrame({"a": a, "b": b, "target": a + 0.3 * rng.normal(size=100)})
    return table.drop(columns="b") if name in SINGLE else table


def _first(table, value):
    """The first value of the first column of numbers is another."""
    column = table.select_dtypes("number").columns[0]
    table = table.astype({column: object}) if isinstance(value, str) else table
    return table.assign(**{column: [value, *table[column][1:]]})


def _numbers(table, change):
    return table.assign(**{name: change(table[name]) for name in table.select_dtypes("number")})


SPOILT = {
    "no rows": lambda t: t.head(0),
    "one row": lambda t: t.head(1),
    "fewer rows than folds": lambda t: t.head(3),
    "one class: the last column constant": lambda t: t.assign(**{t.columns[-1]: 1.0}),
    "the first column of numbers constant": lambda t: t.assign(
        **{t.select_dtypes("number").columns[0]: 1.0}
    ),
    "one value missing": lambda t: _first(t, np.nan),
    "everything missing": lambda t: _numbers(t, lambda values: values * np.nan),
    "one value infinite": lambda t: _first(t, np.inf),
    "a word among the numbers": lambda t: _first(t, "n/a"),
    "one value of 1e300": lambda t: _first(t, 1e300),
    "all values tiny": lambda t: _numbers(t, lambda values: 1e-200 * values),
    "a column lacking": lambda t: t.drop(columns=t.columns[-1]),
    "two columns of one name": lambda t: t.set_axis([t.columns[0]] * t.shape[1], axis=1),
}
TAKES_DATA = [
    name
    for name in explorers.__all__
    if name.endswith("Explorer") and name not in ("Explorer", "PHackingExplorer")
]


def _explorer(name, data, target="target"):
    kind = getattr(explorers, name)
    return kind(data) if name == "SameStatisticsExplorer" else kind(data, target)


@cache
def _outcomes(name):
    """The explorer for each kind of bad data, and the sentence it shows."""
    cases = {kind: (spoil(_good(name)), "target") for kind, spoil in SPOILT.items()}
    if name != "SameStatisticsExplorer":
        features = _good(name).drop(columns="target")
        cases["a target of another length"] = (features, [1.0, 2.0])
        cases["a target without data"] = (None, [1.0, 2.0])
        cases["data without a target"] = (features, None)
    made = {}
    for kind, (data, target) in cases.items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a warning in the notebook is no answer
            explorer = _explorer(name, data, target)
            explorer.flush()
        made[kind] = explorer, DRAWN if explorer.error is None else explorer.description
    return made


@pytest.mark.parametrize("name", TAKES_DATA)
def test_good_data_are_drawn(name):
    explorer = _explorer(name, _good(name))
    assert explorer.png, explorer.description


@pytest.mark.parametrize("name", TAKES_DATA)
def test_bad_data_give_a_sentence_and_the_widget_stays_alive(name):
    for kind, (explorer, sentence) in _outcomes(name).items():
        text = explorer.widget.children[2].value
        assert html.escape(explorer.description) in text, kind
        if sentence == DRAWN:
            assert explorer.png
            assert "nan" not in explorer.description
            assert "inf" not in explorer.description.replace("infinite", "")
            continue
        # A fault that was foreseen, not one that happened to break something.
        assert type(explorer.error) is ValueError, (kind, sentence)
        assert sentence.endswith((".", ")")), (kind, sentence)
        assert 'role="alert"' in text
        renders = explorer.renders
        control = next(c for c in explorer.controls.values() if hasattr(c, "step"))
        control.value += control.step
        assert explorer.renders == renders + 1
        assert explorer.description == sentence, kind


@pytest.mark.parametrize("name", TAKES_DATA)
def test_the_document_states_the_sentences(name):
    document = DOCUMENT.read_text(encoding="utf-8")
    assert table_of(name) in document, f"docs/explorers.md should say\n{table_of(name)}"


def table_of(name):
    rows = [f"| {kind} | {sentence} |" for kind, (_, sentence) in _outcomes(name).items()]
    return "\n".join([f"### {name}", "", "| data | what the reader sees |", "|---|---|", *rows, ""])


@pytest.mark.parametrize(
    "pipeline", [None, "a word", 3, object(), [], {}, np.nan, int, pd.DataFrame()]
)
@pytest.mark.parametrize("data", [None, [], "a word", [[np.nan]], 7, {"a": [1]}])
def test_a_checklist_takes_anything_and_says_what_it_cannot_read(pipeline, data):
    checklist = explorers.Checklist(pipeline, data)
    assert "Unanswered: " in checklist.to_markdown()
    if isinstance(data, (str, int)):
        assert "The data are no table" in checklist._status.value
    if isinstance(pipeline, (str, int)):
        assert "is no scikit-learn estimator" in checklist._status.value
