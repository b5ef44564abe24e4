"""The class report of a large class: seconds and size of the file.

    python benchmarks/report.py [--students N …] [--json FILE]

The course is this one, lesson 01. The students are made up: each has chosen an answer for every
exercise from the solution bank, and two pairs have handed in the same under other names. Marks and
graded notebooks are written straight to where grading leaves them, without running any code; that
is not timed. What is timed is the command `matml report`, from its start to its end.
"""

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import nbformat
from nbgrader.api import Grade, Student, SubmittedAssignment, SubmittedNotebook
from rich.console import Console
from rich.table import Table
from sqlalchemy import insert

from matml_teach.demo import read_bank
from matml_teach.grading.course import Course

ROOT = Path(__file__).resolve().parent.parent
LESSON = "01-data-preparation"
COPIES = (("s00003", "s00007"), ("s00010", "s00012"))
SAYS = "This is what the check says to somebody who has this misconception."


def make_course(root: Path, size: int) -> None:
    """Write a course with a class that was graded, but for the running of code."""
    for name in ("nbgrader_config.py", "source", "release"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    (root / "submitted").mkdir()
    course = Course(root)
    course.register(LESSON)
    bank = read_bank(ROOT)[LESSON]
    chance = random.Random(0)
    chosen = {
        f"s{number:05}": {name: chance.choice(answers) for name, answers in bank.items()}
        for number in range(size)
    }
    for first, second in COPIES:
        chosen[second] = chosen[first]
    notebook = nbformat.read(root / "source" / LESSON / f"{LESSON}.ipynb", as_version=4)
    scores = {}
    for student, answers in chosen.items():
        scores[student] = write_notebook(course, notebook, student, answers)
    write_gradebook(course, scores)


def write_notebook(course: Course, notebook: dict, student: str, answers: dict) -> dict[str, bool]:
    """Write the notebook with its answers and verdicts; return which test cells passed."""
    passed, answer = {}, None
    for cell in notebook["cells"]:
        settings = cell["metadata"].get("nbgrader", {})
        if settings.get("grade_id") in answers:
            answer = answers[settings["grade_id"]]
            cell["source"] = answer.text
        elif settings.get("grade") and not settings.get("solution") and answer:
            wrong = answer.misconception
            passed[settings["grade_id"]] = not wrong
            said = {"output_type": "error", "ename": "CheckFailed", "traceback": []}
            cell["outputs"] = [{**said, "evalue": f"{wrong}: {SAYS}"}] if wrong else []
    directory = course.directory("autograded", student, LESSON)
    directory.mkdir(parents=True)
    (directory / f"{LESSON}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return passed


def write_gradebook(course: Course, scores: dict[str, dict[str, bool]]) -> None:
    """Put everybody's marks into the gradebook in a few large insertions."""
    with course.gradebook() as gradebook:
        assignment = gradebook.find_assignment(LESSON)
        book = assignment.notebooks[0]
        people, submissions, books, grades = [], [], [], []
        for student, passed in scores.items():
            submission, mine = uuid.uuid4().hex, uuid.uuid4().hex
            people.append({"id": student, "lms_user_id": student})
            submissions.append(
                {"id": submission, "assignment_id": assignment.id, "student_id": student}
            )
            books.append({"id": mine, "assignment_id": submission, "notebook_id": book.id})
            for cell in book.grade_cells:
                by_hand = cell.name not in passed
                grades.append(
                    {
                        "id": uuid.uuid4().hex,
                        "cell_id": cell.id,
                        "notebook_id": mine,
                        "auto_score": None if by_hand else cell.max_score * passed[cell.name],
                        "needs_manual_grade": by_hand,
                    }
                )
        for table, rows in (
            (Student, people),
            (SubmittedAssignment, submissions),
            (SubmittedNotebook, books),
            (Grade, grades),
        ):
            gradebook.db.execute(insert(table), rows)
        gradebook.db.commit()


def measure(size: int) -> dict[str, float]:
    """Make a class, write its report in a process of its own, and look at both."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        make_course(root, size)
        command = [
            sys.executable,
            "-c",
            "import sys; from matml_teach.cli import main; sys.exit(main(sys.argv[1:]))",
            "report",
            "--course",
            str(root),
        ]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        text = (root / f"report-{LESSON}.html").read_text("utf-8")
        notebooks = sum(file.stat().st_size for file in root.glob("autograded/*/*/*.ipynb"))
    return {
        "students": size,
        "seconds": seconds,
        "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "notebooks_MB": notebooks / 1e6,
        "peak_MB": after.ru_maxrss / 1024,
        "file_kB": len(text.encode()) / 1e3,
        "copies_found": sum(f"{a}<br>{b}" in text for a, b in COPIES),
        "pairs_listed": text.count('<td class="n">', text.index('id="copies"')) / 2,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, nargs="+", default=[30, 300, 3000])
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    rows = [measure(size) for size in arguments.students]
    table = Table(title=f"matml report, {LESSON}")
    for name in rows[0]:
        table.add_column(name.replace("_", " "), justify="right")
    for row in rows:
        table.add_row(*(f"{value:.4g}" for value in row.values()))
    Console(width=110).print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
