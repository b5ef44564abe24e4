"""The solution bank: right answers pass, wrong ones fail for the stated reason.

Each answer is tried as the student would: the lesson's own cells run first, then the answer in
place of the answer cell, then the exercise's test cells with their hidden parts.
"""

import contextlib
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from nbformat import NotebookNode

from matml_teach.checks import CheckFailed

ROOT = Path(__file__).resolve().parent.parent
BANK = ROOT / "tests" / "bank"
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.md"))
FILES = sorted(BANK.glob("*/*/*.py"))
HIDDEN = re.compile(
    r"^\s*### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS\n?", re.DOTALL | re.MULTILINE
)


@dataclass
class Exercise:
    """An answer cell, what the lesson had defined by then, and its test cells."""

    answer: NotebookNode
    names: dict[str, Any]
    tests: list[NotebookNode]


@cache
def exercises(notebook: str, college_id: str = "") -> dict[str, Exercise]:
    """Run the lesson's own cells and return its autograded exercises by the answer's grade_id."""
    mpl.use("Agg")
    found: dict[str, Exercise] = {}
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in jupytext.read(ROOT / "notebooks" / f"{notebook}.md").cells:
        meta = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or "demo" in cell.metadata.get("tags", []):
            continue
        if meta.get("grade"):
            owner = max(
                (name for name in found if meta["grade_id"].startswith(f"{name}-check")), key=len
            )
            found[owner].tests.append(cell)
        elif meta.get("solution"):
            found[meta["grade_id"]] = Exercise(cell, dict(names), [])
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell.source, names)
                plt.close("all")
            if "details" in cell.metadata.get("tags", []):
                names["COLLEGE_ID"] = college_id
    return found


def verdicts(
    exercise: Exercise, answer: str, visible_only: bool = False, until_lost: bool = False
) -> dict[str, str | None]:
    """Run an answer and its tests; return the misconception of each test, None where it passed.

    With ``until_lost`` the first test that fails is the last one tried.
    """
    names = {
        name: value.copy() if isinstance(value, pd.DataFrame) else value
        for name, value in exercise.names.items()
    }
    result: dict[str, str | None] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        with contextlib.suppress(Exception):  # what the notebook would show, and go on
            exec(answer, names)
        for test in exercise.tests:
            source = HIDDEN.sub("", test.source) if visible_only else test.source
            try:
                exec(source, names)
                result[test.metadata.nbgrader.grade_id] = None
            except CheckFailed as failure:
                result[test.metadata.nbgrader.grade_id] = failure.identifier
                if until_lost:
                    break
    return result


def bank_id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", [p for p in FILES if p.stem.startswith("right_")], ids=bank_id)
def test_right_answer_gets_full_marks(path: Path) -> None:
    exercise = exercises(path.parent.parent.name)[path.parent.name]
    assert set(verdicts(exercise, path.read_text("utf-8")).values()) == {None}


@pytest.mark.parametrize("path", [p for p in FILES if p.stem.startswith("wrong_")], ids=bank_id)
def test_wrong_answer_loses_marks_for_the_stated_reason(path: Path) -> None:
    exercise = exercises(path.parent.parent.name)[path.parent.name]
    stated = path.stem.removeprefix("wrong_").split("__")[0]
    assert stated in verdicts(exercise, path.read_text("utf-8")).values()


def all_exercises() -> list[tuple[str, str]]:
    return [(notebook, name) for notebook in NOTEBOOKS for name in exercises(notebook)]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_exercise_has_three_right_and_three_wrong_answers(notebook: str) -> None:
    for name in exercises(notebook):
        stems = [path.stem for path in (BANK / notebook / name).glob("*.py")]
        right = [stem for stem in stems if stem.startswith("right_")]
        wrong = {stem.split("__")[0] for stem in stems if stem.startswith("wrong_")}
        assert len(right) >= 3, f"{name} has {len(right)} right answers"
        assert len(wrong) >= 3, f"{name} has {len(wrong)} misconceptions"
        assert len(stems) == len(right) + sum(s.startswith("wrong_") for s in stems)


def test_every_bank_folder_belongs_to_an_exercise() -> None:
    folders = {(path.parent.parent.name, path.parent.name) for path in FILES}
    assert folders <= set(all_exercises())


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_model_answer_passes_and_blank_answer_gets_nothing(notebook: str) -> None:
    for name, exercise in exercises(notebook).items():
        assert exercise.tests, f"{name} has no test cell"
        assert set(verdicts(exercise, exercise.answer.source).values()) == {None}, name
        blank = verdicts(exercise, "raise NotImplementedError()")
        assert all(identifier == "blank.not-defined" for identifier in blank.values()), name


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_seven_or_more_exercises(notebook: str) -> None:
    assert len(exercises(notebook)) >= 7


@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("college_id", ["01234567", "id132"])
def test_model_answer_passes_for_other_students(notebook: str, college_id: str) -> None:
    for name, exercise in exercises(notebook, college_id).items():
        assert set(verdicts(exercise, exercise.answer.source).values()) == {None}, name


def test_one_students_numbers_earn_another_nothing() -> None:
    notebook, name = "01-data-preparation", "scale-honestly"
    theirs = exercises(notebook, "01234567")[name]
    names = dict(theirs.names)
    exec(theirs.answer.source, names)
    copied = f"mae_raw, mae_scaled = {names['mae_raw']!r}, {names['mae_scaled']!r}"
    numpy = "import numpy as np\n"
    assert set(verdicts(theirs, numpy + copied).values()) == {None}
    mine = exercises(notebook, "id132")[name]
    assert set(verdicts(mine, numpy + copied).values()) == {
        "score.wrong-raw-error",
        "score.wrong-scaled-error",
    }


def test_another_students_three_errors_earn_nothing() -> None:
    notebook, name = "03-training-and-testing", "three-splits"
    theirs = exercises(notebook, "01234567")[name]
    names = dict(theirs.names)
    exec(theirs.answer.source, names)
    wanted = ("mae_random", "mae_grouped", "mae_clustered")
    copied = "\n".join(f"{value} = {float(names[value])!r}" for value in wanted)
    assert set(verdicts(theirs, copied).values()) == {None}
    assert set(verdicts(exercises(notebook, "id132")[name], copied).values()) == {
        "score.wrong-random-error",
        "score.wrong-grouped-error",
        "score.wrong-clustered-error",
    }
