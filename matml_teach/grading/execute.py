"""One submission through nbgrader: cleaned, overwritten, run, scored and saved.

:func:`execute` is the only place where student code runs.
"""

import asyncio
import glob
import json
import os
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbgrader.converters import Autograde
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError, ValidationError
from nbgrader.preprocessors import Execute
from nbgrader.preprocessors.execute import UnresponsiveKernelError
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError

from matml_teach.grading.course import Course
from matml_teach.grading.sandboxed import LimitExceeded, SandboxedExecute


class SubmissionFailed(Exception):
    """A submission that cannot be graded; the message is one sentence that names the file."""


def execute(course: Course, assignment: str, student: str, protection: str | None = None) -> None:
    """Grade one submission into the gradebook and ``autograded/``.

    Parameters
    ----------
    course : Course
        Where. The working directory is the course's while this runs.
    assignment, student : str
        Which.
    protection : str, optional
        As ``SandboxedExecute.protection``; what the course is configured for if not given.

    Raises
    ------
    SubmissionFailed
        If the submission cannot be graded. Earlier marks stay in the gradebook.
    """
    check(course, assignment, student)
    course.coursedir.assignment_id = assignment
    course.coursedir.student_id = student
    converter = _OneSubmission(coursedir=course.coursedir, parent=course.app, force=True)
    converter.protection = protection
    try:
        converter.start()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # nbgrader ends some errors with sys.exit
        raise SubmissionFailed(_reason(course, assignment, student, converter, error)) from error


def check(course: Course, assignment: str, student: str) -> None:
    """Raise SubmissionFailed for what can be seen without running anything."""
    handed_in = course.directory("submitted", student, assignment)
    expected = course.notebooks(assignment)
    names = sorted(file.stem for file in handed_in.glob("*.ipynb"))
    missing = [name for name in expected if name not in names]
    strangers = [name for name in names if name not in expected]
    if missing and (strangers or len(missing) == len(expected)):
        found = f"found {strangers[0]}.ipynb instead: rename it" if strangers else "ask for it"
        raise SubmissionFailed(f"{handed_in / missing[0]}.ipynb is missing; {found}")
    for name in (name for name in expected if name in names):
        _check_notebook(handed_in / f"{name}.ipynb")
    stamp = handed_in / "timestamp.txt"
    if stamp.exists():
        text = stamp.read_text(encoding="utf-8", errors="replace").strip()
        try:
            parse_utc(text or None)
        except (ValueError, OverflowError):
            raise SubmissionFailed(
                f"{stamp} holds {text[:40]!r}, which is not a date; mend or delete it"
            ) from None


def _check_notebook(file: Path) -> None:
    again = "ask for the .ipynb file that Jupyter saved"
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SubmissionFailed(f"{file} cannot be read ({error.strerror})") from None
    if not content.strip():
        raise SubmissionFailed(f"{file} is empty; {again}")
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        raise SubmissionFailed(f"{file} is not JSON, so not a notebook; {again}") from None
    try:
        notebook = nbformat.reads(content.decode("utf-8"), as_version=4)
        nbformat.validate(notebook)
    except Exception as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SubmissionFailed(f"{file} is JSON but not a notebook ({said}); {again}") from None
    if not notebook.cells:
        raise SubmissionFailed(f"{file} has no cells; {again}")


class _Execute(SandboxedExecute):
    """Execution in the sandbox, which remembers the cell it is at."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> Any:
        self.cell_number = index + 1
        return super().preprocess_cell(cell, resources, index)


class _OneSubmission(Autograde):
    """nbgrader's autograder, which remembers what stopped it (nbgrader itself only logs it)."""

    failure: BaseException | None = None
    notebook: str | None = None
    running: _Execute | None = None
    protection: str | None = None

    def init_notebooks(self) -> None:
        # nbgrader would read the ids as patterns: "kim [2]" would grade the notebook of "kim 2".
        coursedir = self.coursedir
        directory = self._format_source(coursedir.assignment_id, coursedir.student_id)
        pattern = os.path.join(glob.escape(directory), f"{coursedir.notebook_id}.ipynb")
        self.assignments = {directory: glob.glob(pattern)}

    def convert_single_notebook(self, notebook_filename: str) -> None:
        self.notebook = notebook_filename
        try:
            super().convert_single_notebook(notebook_filename)
        except BaseException as error:
            self.failure = error
            raise

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        try:
            super().init_assignment(assignment_id, student_id)
        except BaseException as error:
            self.failure = error
            raise

    def _init_preprocessors(self) -> None:
        super()._init_preprocessors()
        steps = self.exporter._preprocessors
        for i, step in enumerate(steps):
            if type(step) in (Execute, SandboxedExecute):
                steps[i] = self.running = _Execute(parent=self.exporter)
                if self.protection is not None:
                    self.running.protection = self.protection


def _reason(
    course: Course,
    assignment: str,
    student: str,
    converter: _OneSubmission,
    error: BaseException,
) -> str:
    """Say in one sentence why the submission could not be graded."""
    cause = converter.failure or error
    file = converter.notebook or course.directory("submitted", student, assignment)
    cell = getattr(converter.running, "cell_number", None)
    where = f"{file}, cell {cell}" if cell else str(file)
    match cause:
        case LimitExceeded():
            return f"{where}: {cause}"
        case DeadKernelError():
            return f"{where}: the kernel died (the code ended it, or memory ran out)"
        case UnresponsiveKernelError() | CellTimeoutError():
            return f"{where}: ran into the time limit and could not be stopped"
        case NoSuchKernel():
            return f"{file}: this machine has no kernel named {cause.name!r}; install it"
        case SchemaTooOldError() | SchemaTooNewError():
            return f"{file}: made by another version of nbgrader; run `nbgrader update {file}`"
        case ValidationError():
            return f"{file}: its nbgrader cell metadata is damaged; paste the answers into a copy"
        case SQLAlchemyError():
            return f"{course.gradebook_name}: {str(getattr(cause, 'orig', cause)).splitlines()[0]}"
        case asyncio.TimeoutError():
            return f"{file}: no kernel started within the time limit"
    said = str(cause).splitlines()[0] if str(cause) else "no message"
    return f"{file}: {type(cause).__name__}: {said}"
