"""What is committed for students and instructors."""

import re
from pathlib import Path

import nbformat
import pytest

from matml_teach.authoring.build import check

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.md"))
SECRET = re.compile(
    r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END (?:SOLUTION|HIDDEN TESTS)", re.DOTALL
)


def read(folder: str, name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / folder / name / f"{name}.ipynb", as_version=4)


def test_generated_notebooks_are_up_to_date():
    assert check(ROOT) == 0


@pytest.mark.parametrize("name", NAMES)
def test_release_holds_no_solution_no_hidden_test_and_no_rubric(name):
    released = {cell.id: cell.source for cell in read("release", name).cells}
    secrets = [
        (cell.id, secret)
        for cell in read("source", name).cells
        for secret in SECRET.findall(cell.source)
    ]
    assert len(secrets) >= 7 * 2
    for cell_id, secret in secrets:
        lines = [line.strip() for line in secret.splitlines() if len(line.strip()) > 12]
        # What the question itself shows may of course be shown.
        left = [line for line in lines if line in released[cell_id]]
        visible = SECRET.sub(
            "", next(c.source for c in read("source", name).cells if c.id == cell_id)
        )
        assert [line for line in left if line not in visible] == []
    text = "\n".join(released.values())
    for word in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "Rubric"):
        assert word not in text


@pytest.mark.parametrize("name", NAMES)
def test_release_has_no_outputs_and_a_place_for_the_students_details(name):
    cells = read("release", name).cells
    assert not [cell for cell in cells if cell.get("outputs")]
    [details] = [cell for cell in cells if "details" in cell.metadata.get("tags", [])]
    assert 'COLLEGE_ID = ""' in details.source


@pytest.mark.parametrize("name", NAMES)
def test_written_questions_have_a_rubric_that_adds_up(name):
    written = [
        cell
        for cell in read("source", name).cells
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade")
    ]
    assert len(written) >= 2
    for cell in written:
        points = sum(int(n) for n in re.findall(r"^- (\d+) points?:", cell.source, re.M))
        assert points == cell.metadata.nbgrader.points
