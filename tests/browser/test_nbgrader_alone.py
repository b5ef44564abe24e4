"""The course works with nbgrader alone, and gives the marks that `matml grade` gives."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from lab_page import ROOT, TOKEN, browser_page, copy_course, matml_lab
from nbgrader.api import Gradebook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("nbgrader-alone")]
NAME = "01-data-preparation"
BANK = ROOT / "tests" / "bank" / NAME


def run(program: str, *arguments: str, cwd: Path) -> str:
    """Run a program of this environment, which is activated as nbgrader expects."""
    programs = Path(sys.executable).parent
    activated = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    command = [programs / program, *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=activated, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def hand_in(course: Path, student: str, kinds: str) -> None:
    """Submit answers of the bank: 'r' right, 'w' wrong, '.' untouched, over and over."""
    folder = course / "submitted" / student / NAME
    shutil.copytree(course / "release" / NAME, folder)
    file = folder / f"{NAME}.ipynb"
    notebook = nbformat.read(file, 4)
    answers = [
        cell
        for cell in notebook.cells
        if (BANK / cell.metadata.get("nbgrader", {}).get("grade_id", "-")).is_dir()
    ]
    assert len(answers) >= 7
    for number, cell in enumerate(answers):
        kind = {"r": "right", "w": "wrong", ".": None}[kinds[number % len(kinds)]]
        if kind:
            chosen = sorted((BANK / cell.metadata.nbgrader.grade_id).glob(f"{kind}_*.py"))[-1]
            cell.source = chosen.read_text("utf-8")
    nbformat.write(notebook, file)


def marks(course: Path) -> dict[tuple[str, str], float]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            (submission.student.id, grade.name): grade.score
            for submission in gradebook.assignment_submissions(NAME)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.fixture(scope="module")
def courses(tmp_path_factory) -> tuple[Path, Path]:
    """The same submissions graded by nbgrader alone, and by matml."""
    with_nbgrader = copy_course(tmp_path_factory.mktemp("alone"))
    for student, kinds in (("ada", "r"), ("ben", "rw."), ("cleo", ".")):
        hand_in(with_nbgrader, student, kinds)
    with_matml = tmp_path_factory.mktemp("matml") / "course"
    shutil.copytree(with_nbgrader, with_matml)
    run("nbgrader", "generate_assignment", NAME, "--force", cwd=with_nbgrader)
    run("nbgrader", "autograde", NAME, cwd=with_nbgrader)
    run("matml", "grade", "--json", "grades.json", cwd=with_matml)
    return with_nbgrader, with_matml


def test_plain_nbgrader_generates_the_shipped_release(courses):
    shipped = ROOT / "release" / NAME / f"{NAME}.ipynb"
    generated = courses[0] / "release" / NAME / f"{NAME}.ipynb"
    assert generated.read_bytes() == shipped.read_bytes()


def test_plain_nbgrader_gives_the_same_marks(courses):
    with_nbgrader, with_matml = (marks(course) for course in courses)
    assert with_nbgrader == with_matml
    autograded = [name for name in with_nbgrader if "-check" in name[1]]
    assert len(autograded) >= 3 * 7
    totals = {s: sum(v for (n, _), v in with_nbgrader.items() if n == s) for s in ("ada", "cleo")}
    points = sum(
        cell.metadata.nbgrader.points
        for cell in nbformat.read(courses[0] / "release" / NAME / f"{NAME}.ipynb", 4).cells
        if "-check" in cell.metadata.get("nbgrader", {}).get("grade_id", "")
    )
    assert totals == {"ada": points, "cleo": 0}


def test_json_says_what_the_gradebook_says(courses):
    stored = marks(courses[1])
    for result in json.loads((courses[1] / "grades.json").read_text()):
        assert result["status"] == "graded"
        for name, exercise in result["exercises"].items():
            assert exercise["score"] == stored[result["student"], name]


def test_formgrader_shows_the_class(courses, chromium, tmp_path):
    with (
        matml_lab(courses[0], "--instructor") as address,
        browser_page(chromium) as page,
    ):
        page.goto(f"{address}/formgrader?token={TOKEN}")
        page.get_by_role("link", name=NAME).first.wait_for()
        page.goto(f"{address}/formgrader/manage_submissions/{NAME}?token={TOKEN}")
        for student in ("ada", "ben", "cleo"):
            page.get_by_text(student, exact=True).first.wait_for()
        page.screenshot(path=tmp_path / "formgrader.png")
        page.goto(f"{address}/formgrader/gradebook/{NAME}/{NAME}?token={TOKEN}")
        page.get_by_role("link", name="Submission #1").first.click()
        page.get_by_text("Question A (written, 3 points)").first.wait_for()
        page.screenshot(path=tmp_path / "hand-grading.png")
