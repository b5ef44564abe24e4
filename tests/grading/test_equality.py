"""Marks and notebooks equal what `nbgrader autograde` gives, on a course with many features."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import GenerateAssignment

from matml_teach.grading import grade
from matml_teach.grading.course import Course

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "many"
c.Execute.timeout_func = lambda cell: 5 if "while True" in cell.source else 300
c.Execute.skip_cells_with_tag = "slow"
c.Autograde.exclude_overwriting = {"ps": ["helper.py"]}
c.LateSubmissionPlugin.penalty_method = "zero"
c.LimitOutput.max_lines = 50
c.IgnorePattern.pattern = ".*ignore me.*"
"""


def cell(kind, source, name, **settings):
    defaults = {"grade": False, "solution": False, "locked": False, "task": False}
    metadata = {"nbgrader": {**defaults, "schema_version": 3, "grade_id": name, **settings}}
    new = {"code": new_code_cell, "text": new_markdown_cell}[kind]
    return new(source, metadata=metadata)


def answer(source, name, **settings):
    return cell("code", source, name, solution=True, **settings)


def check(source, name, points):
    return cell("code", source, name, grade=True, locked=True, points=points)


def source_notebooks():
    slow = new_code_cell("raise RuntimeError('never run')", metadata={"tags": ["slow"]})
    locked = cell("code", "import helper\nTRUE = 1", "given", locked=True)
    first = [
        new_markdown_cell("# a"),
        slow,
        locked,
        answer("def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "f"),
        check("assert f(2) == 4\n### BEGIN HIDDEN TESTS\nassert f(0) == 0\n### END HIDDEN TESTS",
              "test-f", 2),
        check("import sys\nhelper.quiet or print('careful', file=sys.stderr)", "test-stderr", 1),
        check("# partial credit\nround(min(4, max(0, f(1.25))), 2)", "test-partial", 4),
        answer("plot = None", "drawn", grade=True, points=3),
        cell("text", "Your words.", "words", grade=True, solution=True, points=2),
        cell("text", "Do this.", "task", locked=True, task=True, points=5),
        new_code_cell("from pathlib import Path\nPath('from-a.txt').write_text(str(f(3)))"),
    ]  # fmt: skip
    second = [
        new_code_cell("import csv, os\nrows = list(csv.reader(open('data/data.csv')))"),
        answer("total = None", "total"),
        check("assert total == 6, f'{total} is not the sum'", "test-total", 3),
        check("assert open('from-a.txt').read() == '6'", "test-file", 1),
        check("assert os.environ['NBGRADER_EXECUTION'] == 'autograde'", "test-mode", 1),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        name: new_notebook(cells=cells, metadata={"kernelspec": kernel})
        for name, cells in (("a", first), ("b", second))
    }


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    root = tmp_path_factory.mktemp("many") / "course"
    source = root / "source" / "ps"
    (source / "data").mkdir(parents=True)
    (root / "submitted").mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG)
    (source / "helper.py").write_text("quiet = True\n")
    (source / "data" / "data.csv").write_text("1,2,3\n")
    for name, notebook in source_notebooks().items():
        nbformat.write(notebook, source / f"{name}.ipynb")
    course = Course(root)
    course.coursedir.assignment_id = "ps"
    GenerateAssignment(coursedir=course.coursedir, parent=course.app).start()
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("ps", duedate="2025-01-01 10:00:00 UTC")
    hand_in_everything(root)
    return root


RIGHT = {
    "f": "def f(x):\n    return 2 * x",
    "total": "total = sum(map(int, rows[0]))",
    "words": "All of them.",
}


def hand_in(root, student, answers, stamp="2024-12-31 10:00:00 UTC", files=None):
    directory = root / "submitted" / student / "ps"
    shutil.copytree(root / "release" / "ps", directory)
    for name in ("a", "b"):
        notebook = nbformat.read(directory / f"{name}.ipynb", as_version=4)
        for one in notebook.cells:
            grade_id = one.metadata.get("nbgrader", {}).get("grade_id")
            one.source = answers.get(grade_id, one.source)
        nbformat.write(notebook, directory / f"{name}.ipynb")
    if stamp:
        (directory / "timestamp.txt").write_text(stamp)
    for name, text in (files or {}).items():
        (directory / name).write_text(text)
    return directory


def hand_in_everything(root):
    hand_in(root, "right", RIGHT)
    hand_in(root, "late", RIGHT, stamp="2025-01-02 10:00:00 UTC")
    hand_in(root, "undated", RIGHT, stamp=None)
    hand_in(root, "blank", {})
    hand_in(root, "half", {"f": "def f(x):\n    return x + 1.5", "words": "Half of them."})
    hand_in(root, "raises", {**RIGHT, "f": "def f(x):\n    raise ValueError(f'{x} is bad')"})
    hand_in(root, "syntax", {**RIGHT, "f": "def f(x:\n  return"})
    hand_in(root, "endless", {**RIGHT, "f": "while True: pass"})
    hand_in(root, "wordy", {**RIGHT, "total": "for i in range(200): print(i)\nprint('ignore me')"})
    hand_in(root, "noisy", RIGHT, files={"helper.py": "quiet = False\n"})
    hand_in(root, "cheats", RIGHT, files={"data/data.csv": "9,9,9\n", "more.txt": "more"})
    hand_in(root, "input", {**RIGHT, "total": "total = input('Sum? ')"})
    hand_in(root, "edited", {**RIGHT, "test-total": "pass", "given": "import nothing"})
    drawn = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.title('Drawn');"
    hand_in(root, "drawn", {**RIGHT, "drawn": drawn})
    (hand_in(root, "only-a", RIGHT) / "b.ipynb").unlink()
    extra = hand_in(root, "stranger", RIGHT)
    shutil.copy(extra / "a.ipynb", extra / "notes.ipynb")
    twice = hand_in(root, "twice", RIGHT) / "b.ipynb"
    notebook = nbformat.read(twice, as_version=4)
    notebook.cells.append(new_code_cell("1 + 1"))
    del notebook.cells[3]
    nbformat.write(notebook, twice)


@pytest.mark.thorough
def test_gradebook_and_notebooks_equal_those_of_nbgrader(many, tmp_path, capfd):
    ours = shutil.copytree(many, tmp_path / "ours")
    theirs = shutil.copytree(many, tmp_path / "theirs")
    assert grade(ours, jobs=2) == 0, capfd.readouterr().err
    nbgrader_autograde(theirs)
    assert_equal(ours, theirs)
    marks = gradebook_of(ours)
    assert marks["right"]["score"] == 10.5
    assert marks["late"]["penalty"] == 10.5
    assert marks["noisy"]["a/test-stderr"][0] == 0

    # What was given by hand is kept, and kept alike, when all is graded again.
    for root in (ours, theirs):
        mark_by_hand(root)
    assert grade(ours, jobs=1, force=True) == 0
    nbgrader_autograde(theirs)
    assert_equal(ours, theirs)
    assert gradebook_of(ours)["right"]["a/words"][1] == 1.5
    assert gradebook_of(ours)["right"]["a/task"][1] == 4


def nbgrader_autograde(root):
    command = [sys.executable, "-m", "nbgrader", "autograde", "ps", "--force"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def mark_by_hand(root):
    with Course(root).gradebook() as gradebook:
        gradebook.find_grade("words", "a", "ps", "right").manual_score = 1.5
        gradebook.find_grade("task", "a", "ps", "right").manual_score = 4
        gradebook.find_grade("test-f", "a", "ps", "raises").manual_score = 1
        gradebook.find_grade("test-total", "b", "ps", "half").extra_credit = 0.5
        gradebook.find_comment("words", "a", "ps", "right").manual_comment = "Nice."
        gradebook.db.commit()


def assert_equal(ours, theirs):
    mine, others = gradebook_of(ours), gradebook_of(theirs)
    assert mine.keys() == others.keys()
    for student, marks in mine.items():
        assert marks == others[student], student
        one, other = (root / "autograded" / student / "ps" for root in (ours, theirs))
        assert files_of(one) == files_of(other), student
        for name in ("a", "b"):
            if (other / f"{name}.ipynb").exists():
                assert notebook_of(one, name) == notebook_of(other, name), f"{student} {name}"


def gradebook_of(root):
    everything = {}
    with Course(root).gradebook() as gradebook:
        for submission in gradebook.assignment_submissions("ps"):
            marks = everything[submission.student.id] = {
                "score": submission.score,
                "late": submission.total_seconds_late,
                "penalty": submission.late_submission_penalty,
                "by hand": submission.needs_manual_grade,
                "timestamp": submission.timestamp,
            }
            for book in submission.notebooks:
                for one in book.grades:
                    marks[f"{book.name}/{one.name}"] = (
                        *(one.auto_score, one.manual_score, one.extra_credit),
                        *(one.needs_manual_grade, one.failed_tests, one.score, one.max_score),
                    )
                for one in book.comments:
                    marks[f"{book.name}/{one.name}/comment"] = one.auto_comment, one.manual_comment
    return everything


def files_of(directory: Path):
    return {
        str(file.relative_to(directory)): file.read_bytes()
        for file in directory.rglob("*")
        if file.is_file() and file.suffix not in (".ipynb", ".pyc")
    }


def notebook_of(directory, name):
    """Return a notebook without what differs from run to run: times and paths."""
    notebook = nbformat.read(directory / f"{name}.ipynb", as_version=4)
    for one in notebook.cells:
        one.metadata.pop("execution", None)
        text = {}
        for output in list(one.get("outputs", [])):
            output.pop("traceback", None)
            # How many pieces a text comes in is a matter of time.
            if output.output_type == "stream":
                text[output.name] = text.get(output.name, "") + output.text
                one.outputs.remove(output)
        one.metadata["text"] = text
    return notebook
