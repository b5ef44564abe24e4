"""Near-copies: disguised ones are found, answers that are alike by nature are not."""

import ast
import functools
import random
import re
from pathlib import Path

import nbformat
import pytest

from matml_teach.demo import read_bank
from matml_teach.reporting.similar import _bound, near_copies, shingles

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted(path.name for path in (ROOT / "release").iterdir() if path.is_dir())

ONE = """\
def winsorise(values, low, high):
    '''Cap them.'''
    ordered = np.sort(values)
    bottom = np.quantile(ordered, low)
    top = np.quantile(ordered, high)  # upper end
    for k, value in enumerate(values):
        values[k] = min(max(value, bottom), top)
    return values
"""
# The same with other names, the quantiles in another order, other quotes, layout and comments.
DISGUISED = '''\
# I did this myself.
def winsorise(x: np.ndarray, a: float, b: float) -> np.ndarray:
    """My way to do it."""
    s=np.sort( x )
    upper = np.quantile(s,
                        b)
    lower = np.quantile(s, a)
    for i, v in enumerate( x ): x[i] = min(max(v, lower), upper)
    return (x)
'''


def released(notebook):
    cells = nbformat.read(ROOT / "release" / notebook / f"{notebook}.ipynb", as_version=4).cells
    named = [(cell.metadata.get("nbgrader", {}), cell.source) for cell in cells]
    return {it["grade_id"]: source for it, source in named if it.get("solution")}


bank = functools.cache(read_bank)


def words(given):
    """Return every name that the release has: a copy cannot change these."""
    return set(re.findall(r"\w+", " ".join(given.values())))


def made_up_class(notebook, size, seed):
    """Every student has independently chosen from the bank."""
    chance = random.Random(seed)
    return {
        exercise: {f"s{number:03}": chance.choice(answers).text for number in range(size)}
        for exercise, answers in bank(ROOT)[notebook].items()
    }


def disguise(source, fixed):
    """Rename all that may be renamed, turn the order round, format anew."""
    tree = ast.parse(source)
    own = _bound(tree) - fixed
    for node in ast.walk(tree):
        for field in ("id", "arg", "name"):
            name = getattr(node, field, None)
            if name in own and not isinstance(node, ast.keyword):
                setattr(node, field, f"mine_{name[::-1]}")
    tree.body.reverse()
    return "# mine\n\n" + ast.unparse(tree)


def test_names_layout_comments_and_order_do_not_count():
    assert shingles(ONE) == shingles(DISGUISED)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "def f(:",
        "%matplotlib inline\nx = 1",
        "(" * 5000,
        "x = '\0'",
        "-" * 40_000 + "1",
        "'\\d'",
    ],
)
def test_whatever_a_student_hands_in_can_be_compared(source):
    assert shingles(source) == shingles(source)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_two_disguised_copies_in_a_class_are_found_and_nobody_else(notebook):
    given = released(notebook)
    fixed = words(given)
    answers = made_up_class(notebook, 40, seed=1)
    for texts in answers.values():
        texts["s007"] = disguise(texts["s003"], fixed)
        texts["s030"] = disguise(texts["s012"], fixed)
    found = near_copies(answers, given)
    assert {(pair.first, pair.second) for pair in found} == {("s003", "s007"), ("s012", "s030")}
    assert all(len(pair.alike) >= 0.9 * pair.compared for pair in found)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_answers_that_are_alike_by_nature_are_not_flagged(notebook):
    # 40 * 39 / 2 pairs; each has on average one in five to one in twenty answers in common.
    answers = made_up_class(notebook, 40, seed=2)
    assert near_copies(answers, released(notebook)) == []


def test_what_the_release_contained_does_not_count():
    given = {f"e{number}": ONE.replace("low", f"low{number}") for number in range(8)}
    answers = {
        name: {f"s{who}": text + f"print({who} + {number})\n" for who in range(6)}
        for number, (name, text) in enumerate(given.items())
    }
    assert near_copies(answers, given) == []


def test_a_few_exercises_alike_are_not_enough():
    def answer(student, exercise):
        return "\n".join(f"result_{k} = f{student}_{exercise}_{k}(x, {k})" for k in range(6))

    everybody = range(50)
    answers = {f"e{e}": {f"s{who:02}": answer(who, e) for who in everybody} for e in range(10)}
    assert near_copies(answers, {}) == []
    for count, flagged in ((2, False), (10, True)):
        for e in range(count):
            answers[f"e{e}"]["s02"] = answers[f"e{e}"]["s01"]
        assert [pair.second for pair in near_copies(answers, {})] == ["s02"] * flagged


def test_a_class_of_one_and_an_empty_one():
    assert near_copies({}, {}) == []
    assert near_copies({"e": {"s": ONE}}, {}) == []
