"""What was graded before, so that it need not be graded again.

After the marks of a submission are in the gradebook, ``.matml/graded/<assignment>/<student>.json``
records a digest of everything they depend on. A run that is stopped leaves no record for what it
had not finished, which is why the next run simply goes on.

``.matml/outcomes/<assignment>/<student>.json`` keeps what the gradebook has no place for: why a
submission could not be graded, and how long it took.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from nbgrader.utils import find_all_files

from matml_teach.grading.course import Course
from matml_teach.grading.results import Result, write_atomically


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


@dataclass(frozen=True)
class Outcome:
    """What became of a submission when it was last graded.

    Attributes
    ----------
    reason : str or None
        Why it could not be graded; None if it was.
    seconds : float
        Wall time spent on it.
    """

    reason: str | None
    seconds: float


def keep_outcome(course: Course, result: Result) -> None:
    """Record how it went with a submission that was tried in this run."""
    file = _outcomes(course, result.assignment) / f"{result.student}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {"reason": result.reason, "seconds": result.seconds}
    write_atomically(file, json.dumps(kept) + "\n")


def outcomes(course: Course, assignment: str) -> dict[str, Outcome]:
    """Return student → outcome for all who were tried; a file that cannot be read is left out."""
    found = {}
    for file in sorted(_outcomes(course, assignment).glob("*.json")):
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            reason = None if kept["reason"] is None else str(kept["reason"])
            found[file.stem] = Outcome(reason, float(kept["seconds"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def _outcomes(course: Course, assignment: str) -> Path:
    return course.root / ".matml" / "outcomes" / assignment


def _file(course: Course, assignment: str, student: str) -> Path:
    return course.root / ".matml" / "graded" / assignment / f"{student}.json"


def _name(cell: object) -> str:
    return cell.name


def _add(total: "hashlib._Hash", name: str, content: bytes) -> None:
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    total.update(f"{len(name)} {name} {len(content)} ".encode())
    total.update(content)
