"""What becomes of one submission: real notebooks, real kernels."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in

from matml_teach.grading.course import Course
from matml_teach.grading.engine import grade_one
from matml_teach.grading.execute import SubmissionFailed, check, execute

RIGHT = {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN}


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda file: file.write_text("not a notebook"), "tiny.ipynb is not JSON"),
        (lambda file: file.write_bytes(b"\xff\xfe\x00"), "tiny.ipynb is not JSON"),
        (lambda file: file.write_text(""), "tiny.ipynb is empty"),
        (lambda file: file.write_text('["a", "list"]'), "tiny.ipynb is JSON but not a notebook"),
        (lambda file: file.write_text('{"cells": 3}'), "tiny.ipynb is JSON but not a notebook"),
        (
            lambda file: nbformat.write(nbformat.v4.new_notebook(), file),
            "tiny.ipynb has no cells",
        ),
        (lambda file: file.unlink(), "tiny.ipynb is missing; ask for it"),
        (
            lambda file: file.rename(file.with_name("tiny (1).ipynb")),
            r"tiny.ipynb is missing; found tiny \(1\).ipynb instead: rename it",
        ),
        (
            lambda file: (file.parent / "timestamp.txt").write_text("yesterday"),
            "timestamp.txt holds 'yesterday', which is not a date",
        ),
    ],
)
def test_what_cannot_be_run_is_refused_with_a_sentence_that_names_the_file(course, spoil, reason):
    spoil(hand_in(course, "ada", RIGHT))
    with pytest.raises(SubmissionFailed, match=reason) as caught:
        check(Course(course), "tiny", "ada")
    assert str(course / "submitted" / "ada" / "tiny") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_killed_kernel_is_named_with_its_cell(course):
    hand_in(course, "ada", {"double": "import os\nos._exit(1)"})
    result = grade_one(str(course), "tiny", "ada")
    assert result.status == "failed"
    file = course / "submitted" / "ada" / "tiny" / "tiny.ipynb"
    assert result.reason.startswith(f"{file}, cell 3: the kernel died")
    assert result.score is None


def set_timeout(course: Path, seconds: int) -> None:
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + f"c.Execute.timeout = {seconds}\n")


def test_code_that_cannot_be_interrupted_is_given_up(course):
    set_timeout(course, 2)
    stuck = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    hand_in(course, "ada", {"double": stuck})
    result = grade_one(str(course), "tiny", "ada")
    assert result.status == "failed"
    assert "cell 3: ran into the time limit and could not be stopped" in result.reason


def test_an_endless_cell_costs_its_own_marks_only(course):
    set_timeout(course, 3)
    hand_in(course, "ada", {"double": "while True: pass", "mean": RIGHT_MEAN})
    result = grade_one(str(course), "tiny", "ada")
    assert result.status == "graded"
    assert result.exercises["test-double"].score == 0
    assert result.exercises["test-mean"].score == 3


def test_marks_are_those_of_nbgrader_itself(course, tmp_path):
    hand_in(course, "ada", RIGHT)
    hand_in(course, "bob", {"double": "def double(a):\n    return a ** 2", "mean": RIGHT_MEAN})
    hand_in(course, "eve", {})
    twin = shutil.copytree(course, tmp_path / "twin")
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "tiny"],
        cwd=twin,
        check=True,
        capture_output=True,
    )
    ours = {}
    for student in ("ada", "bob", "eve"):
        result = grade_one(str(course), "tiny", student)
        ours[student] = (result.score, {k: e.score for k, e in result.exercises.items()})
    theirs = {}
    with Course(twin).gradebook() as gradebook:
        for submission in gradebook.assignment_submissions("tiny"):
            grades = {
                grade.name: None if grade.auto_score is None else grade.score
                for grade in submission.notebooks[0].grades
            }
            theirs[submission.student.id] = (submission.score, grades)
    assert ours == theirs
    assert {student: marks[0] for student, marks in ours.items()} == {"ada": 5, "bob": 3, "eve": 0}


def test_a_normal_submission_writes_nothing_to_stderr(course):
    # nbgrader gives 0 to a test cell that does.
    hand_in(course, "ada", RIGHT)
    execute(Course(course), "tiny", "ada")
    graded = nbformat.read(course / "autograded" / "ada" / "tiny" / "tiny.ipynb", as_version=4)
    assert [cell.outputs for cell in graded.cells if cell.cell_type == "code"] == [[]] * 5


def test_a_removed_test_cell_is_flagged(course):
    file = hand_in(course, "ada", RIGHT)
    notebook = nbformat.read(file, as_version=4)
    notebook.cells = [
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != "test-mean"
    ]
    nbformat.write(notebook, file)
    result = grade_one(str(course), "tiny", "ada")
    assert result.status == "graded"
    assert "cell test-mean missing" in result.flags
    assert result.exercises["test-mean"].score is None
