import io

from rich.console import Console

from matml_teach.grading.results import ExerciseResult, Result
from matml_teach.grading.table import print_marks

IDENTIFIERS = [f"leak.scaler-saw-the-whole-test-set-{i}" for i in range(14)]


def test_twenty_students_and_fourteen_exercises_fit_into_100_columns_uncut():
    exercises = {
        f"test-weighted-mean-{i}": ExerciseResult(0.5, 1.0, [IDENTIFIERS[i]]) for i in range(14)
    }
    results = [
        Result(f"student-lindqvist-{k:02d}", "01", "graded", 12.5, 14.0, exercises=exercises)
        for k in range(20)
    ]
    stream = io.StringIO()
    print_marks(results, Console(file=stream, width=100))
    text = stream.getvalue()
    assert max(map(len, text.splitlines())) <= 100
    assert "…" not in text
    assert "14  test-weighted-mean-13 (1)" in text
    # Folded or not, every identifier is there in full, for every student.
    column = min(line.index("misconceptions") for line in text.splitlines() if "misconc" in line)
    flowing = "".join(line[column:].strip() for line in text.splitlines())
    for identifier in IDENTIFIERS:
        assert flowing.count(f"{identifier} (") + flowing.count(f"{identifier}(") == 20


def test_what_is_not_marked_yet_is_a_dash_and_what_failed_says_so():
    results = [
        Result("ada", "01", "graded", 1.0, 3.0, exercises={"why": ExerciseResult(None, 2.0)}),
        Result("bob", "01", "failed", reason="bob.ipynb is empty"),
    ]
    stream = io.StringIO()
    print_marks(results, Console(file=stream, width=100))
    ada, bob = (
        line for line in stream.getvalue().splitlines() if line.strip()[:3] in ("ada", "bob")
    )
    assert ada.split() == ["ada", "–", "1"]
    assert bob.split() == ["bob", "–", "–", "failed"]
