import io

import pytest
from rich.console import Console

from matml_teach.grading.results import ExerciseResult, Result
from matml_teach.grading.table import marks_table, print_marks

IDENTIFIERS = [f"leak.scaler-saw-the-whole-test-set-{i}" for i in range(14)]


@pytest.mark.parametrize("width", [100, 120])
def test_twenty_students_and_fourteen_exercises_fit_with_identifiers_uncut(width):
    exercises = {
        f"test-weighted-mean-{i}": ExerciseResult(0.5, 1.0, [IDENTIFIERS[i]]) for i in range(14)
    }
    results = [
        Result(f"student-lindqvist-{k:02d}", "01", "graded", 12.5, 14.0, exercises=exercises)
        for k in range(20)
    ]
    lines = marks_table(results, width)
    assert max(map(len, lines)) <= width
    rows = [line.split() for line in lines if line.startswith("student-")]
    assert rows == [[f"student-lindqvist-{k:02d}", *["0.5"] * 14, "12.5"] for k in range(20)]
    text = "\n".join(lines)
    for i, identifier in enumerate(IDENTIFIERS):
        assert text.count(f"{identifier} ({i + 1})") == 20
    assert "14 test-weighted-mean-13 (1)" in text


def test_more_exercises_than_columns_go_on_in_the_next_line():
    exercises = {f"test-{i}": ExerciseResult(1.0, 1.0) for i in range(60)}
    lines = marks_table([Result("ada", "01", "graded", 60.0, 60.0, exercises=exercises)], 80)
    assert max(map(len, lines)) <= 80
    ada = lines.index(next(line for line in lines if line.startswith("ada")))
    rest = next(i for i, line in enumerate(lines) if line.startswith("Exercises"))
    assert " ".join(lines[ada:rest]).split() == ["ada", *["1"] * 60, "60"]


def test_what_is_not_marked_yet_is_a_dash_and_what_failed_says_so():
    results = [
        Result("ada", "01", "graded", 1.0, 3.0, exercises={"why": ExerciseResult(None, 2.0)}),
        Result("bob", "01", "failed", reason="bob.ipynb is empty"),
    ]
    stream = io.StringIO()
    print_marks(results, Console(file=stream, width=100))
    lines = stream.getvalue().splitlines()
    assert [line.split() for line in lines[2:5]] == [
        ["ada", "–", "1"],
        ["bob", "–", "–"],
        ["failed"],
    ]
