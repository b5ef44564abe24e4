"""A small nbgrader course about nothing in particular, for the tests of grading and the demo."""

import json
import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from matml_teach.grading.course import Course

CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'tiny'\nc.Execute.timeout = 60\n"

CHECK = "class CheckFailed(AssertionError):\n    pass\n"

RIGHT_DOUBLE = "def double(a):\n    return 2 * a"
RIGHT_MEAN = "def mean(numbers):\n    return sum(numbers) / len(numbers)"

BANK = {
    "double": {
        "right_times": RIGHT_DOUBLE,
        "right_plus": "def double(a):\n    return a + a",
        "right_lambda": "double = lambda a: a * 2",
        "wrong_double.squared": "def double(a):\n    return a ** 2",
        "wrong_double.squared__times": "def double(a):\n    return a * a",
        "wrong_error.typeerror": "def double():\n    return 2",
    },
    "mean": {
        "right_sum": RIGHT_MEAN,
        "right_library": "from statistics import fmean as mean",
        "wrong_mean.median": "from statistics import median as mean",
        "wrong_error.nameerror": "average = 3",
    },
}


def _graded(grade_id: str, **settings: object) -> dict:
    defaults = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {**defaults, "schema_version": 3, "grade_id": grade_id, **settings}}


def _answer(grade_id: str, solution: str) -> nbformat.NotebookNode:
    source = f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    return new_code_cell(source, metadata=_graded(grade_id, solution=True))


def source_notebook() -> nbformat.NotebookNode:
    """Two exercises with tests (2 and 3 points), one answered in words (1 point)."""
    test_double = (
        CHECK + "if double(3) == 9:\n"
        "    raise CheckFailed('double.squared: 3 became 9, so it was squared.')\n"
        "assert double(3) == 6\n"
        "### BEGIN HIDDEN TESTS\nassert double('ab') == 'abab'\n### END HIDDEN TESTS"
    )
    test_mean = (
        CHECK + "if mean([1, 2, 6]) == 2:\n"
        "    raise CheckFailed('mean.median: this is the number in the middle.')\n"
        "assert mean([1, 2, 6]) == 3"
    )
    details = new_code_cell('NAME = ""\nCOLLEGE_ID = ""', metadata={"tags": ["details"]})
    cells = [
        new_markdown_cell("# Tiny"),
        details,
        _answer("double", RIGHT_DOUBLE),
        new_code_cell(
            test_double, metadata=_graded("test-double", grade=True, locked=True, points=2)
        ),
        _answer("mean", RIGHT_MEAN),
        new_code_cell(test_mean, metadata=_graded("test-mean", grade=True, locked=True, points=3)),
        new_markdown_cell(
            "A mean is ...", metadata=_graded("why", grade=True, solution=True, points=1)
        ),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def make_course(root: Path) -> Path:
    """Write the course with its source/ only."""
    (root / "source" / "tiny").mkdir(parents=True)
    (root / "submitted").mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG)
    nbformat.write(source_notebook(), root / "source" / "tiny" / "tiny.ipynb")
    return root


def make_released_course(root: Path) -> Path:
    """Write the course with release/ and a gradebook, as nbgrader makes them."""
    from nbgrader.converters import GenerateAssignment

    course = Course(make_course(root))
    course.coursedir.assignment_id = "tiny"
    GenerateAssignment(coursedir=course.coursedir, parent=course.app).start()
    return root


def hand_in(root: Path, student: str, answers: dict[str, str], stamp: str | None = None) -> Path:
    """Let a student answer some exercises and hand the notebook in; return its file."""
    directory = root / "submitted" / student / "tiny"
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(root / "release" / "tiny", directory)
    file = directory / "tiny.ipynb"
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = answers[name]
    nbformat.write(notebook, file)
    if stamp:
        (directory / "timestamp.txt").write_text(stamp)
    return file


def write_bank(root: Path) -> None:
    """Write the solution bank of the course."""
    for exercise, answers in BANK.items():
        directory = root / "tests" / "bank" / "tiny" / exercise
        directory.mkdir(parents=True)
        for name, text in answers.items():
            (directory / f"{name}.py").write_text(text + "\n")


def read_json(file: Path) -> dict[str, dict]:
    """Return student → result of what `matml grade --json` wrote."""
    return {result["student"]: result for result in json.loads(file.read_text())}
