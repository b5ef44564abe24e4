"""What was graded before, so that it need not be graded again.

After the marks of a submission are in the gradebook, ``.matml/graded/<assignment>/<student>.json``
records a digest of everything they depend on. A run that is stopped leaves no record for what it
had not finished, which is why the next run simply goes on.
"""

import hashlib
import json
from pathlib import Path

from nbgrader.utils import find_all_files

from matml_teach.grading.course import Course
from matml_teach.grading.results import write_atomically


def digest(course: Course, assignment: str, student: str) -> str:
    """Return a digest of all that the marks of a submission depend on.

    Parameters
    ----------
    course : Course
        Where.
    assignment, student : str
        Which.

    Returns
    -------
    str
        SHA-256 over the submitted files, the assignment's source files, the test cells the
        gradebook holds and the course's settings.
    """
    total = hashlib.sha256()
    for directory in (
        course.directory("submitted", student, assignment),
        course.directory("source", ".", assignment),
    ):
        for file in sorted(find_all_files(str(directory), course.coursedir.ignore)):
            _add(total, str(Path(file).relative_to(directory)), Path(file).read_bytes())
    _add(total, "config", (course.root / "nbgrader_config.py").read_bytes())
    # The gradebook's own copy of the tests is what nbgrader runs; it follows source/ only when
    # the assignment is generated again.
    with course.gradebook() as gradebook:
        for notebook in sorted(gradebook.find_assignment(assignment).notebooks, key=_name):
            _add(total, notebook.name, str(notebook.kernelspec).encode())
            for cell in sorted(notebook.source_cells, key=_name):
                _add(total, cell.name, f"{cell.cell_type} {cell.locked}\n{cell.source}".encode())
            for cell in sorted([*notebook.grade_cells, *notebook.task_cells], key=_name):
                _add(total, cell.name, repr(cell.max_score).encode())
    return total.hexdigest()


def read_record(course: Course, assignment: str, student: str) -> dict[str, str]:
    """Return ``digest`` and ``protection`` of when the submission was graded; empty if it was not.

    Parameters
    ----------
    course : Course
        Where.
    assignment, student : str
        Which.
    """
    try:
        record = json.loads(_file(course, assignment, student).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def remember(course: Course, assignment: str, student: str, graded: str, protection: str) -> None:
    """Record that the submission with this digest is in the gradebook, and how it was run."""
    file = _file(course, assignment, student)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, json.dumps({"digest": graded, "protection": protection}) + "\n")


def forget(course: Course, assignment: str, student: str) -> None:
    """Remove the record, as is done before the submission is graded again."""
    _file(course, assignment, student).unlink(missing_ok=True)


def _file(course: Course, assignment: str, student: str) -> Path:
    return course.root / ".matml" / "graded" / assignment / f"{student}.json"


def _name(cell: object) -> str:
    return cell.name


def _add(total: "hashlib._Hash", name: str, content: bytes) -> None:
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    total.update(f"{len(name)} {name} {len(content)} ".encode())
    total.update(content)
