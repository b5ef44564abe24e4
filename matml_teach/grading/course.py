"""An nbgrader course directory: its settings, what it holds, and its gradebook."""

import contextlib
import difflib
import functools
import glob
import logging
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import nbgrader.api
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import GenerateAssignment
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from matml_teach.exceptions import CourseError, UsageError
from matml_teach.grading.sandboxed import SandboxedExecute
from matml_teach.programs import search_path

# How long a process waits while another one writes to the gradebook. A transaction of
# nbgrader's takes milliseconds, so only a stuck process is ever waited for this long.
_BUSY_SECONDS = 120


class Course:
    """A course directory with the settings of its own ``nbgrader_config.py``.

    Parameters
    ----------
    root : Path
        The directory.

    Attributes
    ----------
    root : Path
        The same, absolute.
    app : nbgrader.apps.baseapp.NbGrader
        The parent of nbgrader's converters; holds the settings.
    coursedir : nbgrader.coursedir.CourseDirectory
        Where things are.

    Raises
    ------
    UsageError
        If there is no such directory.
    CourseError
        If it is not a course, or only half of one, or its settings cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.abspath(root))
        config = self.root / "nbgrader_config.py"
        if not self.root.is_dir():
            raise UsageError(
                f"there is no directory {root}; name the course directory with --course"
            )
        if not config.is_file():
            raise CourseError(
                f"{config} is missing, so {root} is not an nbgrader course; "
                "name the course directory with --course"
            )
        os.environ["PATH"] = search_path()  # kernels and workers inherit it
        self.app = NbGrader(log_level=logging.CRITICAL, raise_config_file_errors=True)
        # nbgrader also reads a nbgrader_config.py in the working directory: that of another
        # course must not leak into this one.
        with contextlib.chdir(self.root):
            try:
                self.app.initialize([], root=str(self.root))
            except (Exception, SystemExit) as error:
                raise CourseError(
                    f"{config} cannot be read ({type(error).__name__}: {error}); mend it"
                ) from error
        self.coursedir = self.app.coursedir
        url = make_url(self.coursedir.db_url)
        if url.get_backend_name() == "sqlite" and "timeout" not in url.query:
            url = url.update_query_dict({"timeout": str(_BUSY_SECONDS)})
            self.coursedir.db_url = url.render_as_string(hide_password=False)
        self.gradebook_name = url.database or str(url)

    @contextlib.contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """Open the gradebook; it is made if there is none.

        Raises
        ------
        CourseError
            If the database cannot be read.
        """
        try:
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                yield gradebook
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise CourseError(
                f"{self.gradebook_name} cannot be used as a gradebook ({cause}); if it comes from "
                "an older nbgrader run `nbgrader db upgrade`, otherwise restore a copy, or move "
                "it away and a new one will be made"
            ) from error

    def protection(self) -> str:
        """Return what the course is configured to protect the machine with."""
        return SandboxedExecute(parent=self.app).protection

    def make_working_directory(self) -> None:
        """Make ``.matml/``, where the log and the records of what was graded are kept.

        Raises
        ------
        CourseError
            If the course directory cannot be written to.
        """
        try:
            (self.root / ".matml" / "graded").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CourseError(
                f"{self.root} cannot be written to ({error.strerror}); grading needs that"
            ) from error

    def require(self, step: str, way_out: str) -> None:
        """Raise CourseError unless the directory of this step (``source``, ...) exists."""
        name = getattr(self.coursedir, f"{step}_directory")
        directory = Path(self.coursedir.format_path(name, "*", "*"))
        while "*" in directory.name:
            directory = directory.parent
        if not directory.is_dir():
            raise CourseError(f"{directory} is missing; {way_out}")

    def directory(self, step: str, student: str, assignment: str) -> Path:
        """Return the directory of an assignment (student ``"."``) or submission at a step."""
        name = getattr(self.coursedir, f"{step}_directory")
        return Path(os.path.normpath(self.coursedir.format_path(name, student, assignment)))

    def assignments(self) -> list[str]:
        """Return the assignments that ``source/`` or the gradebook has, sorted."""
        source = self.directory("source", ".", "*")
        found = {Path(file).parent.name for file in glob.glob(str(source / "*.ipynb"))}
        with self.gradebook() as gradebook:
            found |= {assignment.name for assignment in gradebook.assignments}
        return sorted(found)

    def submissions(self) -> list[tuple[str, str]]:
        """Return the (assignment, student) pairs that were handed in, sorted."""
        step = self.coursedir.submitted_directory
        named = self.coursedir.format_path(
            step, "(?P<student>[^/\\\\]+)", "(?P<assignment>[^/\\\\]+)", escape=True
        )
        excluded = set(self.coursedir.student_id_exclude.split(","))
        pairs = []
        for path in glob.glob(self.coursedir.format_path(step, "*", "*")):
            match = re.fullmatch(named, path)
            if match and os.path.isdir(path) and match["student"] not in excluded:
                pairs.append((match["assignment"], match["student"]))
        return sorted(pairs)

    def notebooks(self, assignment: str) -> list[str]:
        """Return the names (without ``.ipynb``) of an assignment's notebooks, sorted."""
        with self.gradebook() as gradebook:
            return sorted(book.name for book in gradebook.find_assignment(assignment).notebooks)

    def register(self, assignment: str) -> None:
        """Put an assignment of ``source/`` into the gradebook unless it is there.

        It is done as ``nbgrader generate_assignment`` does it, but ``release/`` is left alone.

        Parameters
        ----------
        assignment : str
            Its name.

        Raises
        ------
        CourseError
            If a notebook in ``source/`` is not a valid nbgrader notebook.
        """
        with self.gradebook() as gradebook:
            try:
                if gradebook.find_assignment(assignment).notebooks:
                    return
            except MissingEntry:
                pass
        source = self.directory("source", ".", assignment)
        for file in sorted(source.glob("*.ipynb")):
            try:
                nbformat.read(file, as_version=4)
            except Exception as error:
                raise CourseError(
                    f"{file} is not a notebook ({type(error).__name__}); make it anew with "
                    "`matml build` or restore a copy"
                ) from error
        scratch = os.path.join(".matml", "register")
        coursedir = self.coursedir
        kept = coursedir.release_directory, coursedir.assignment_id
        coursedir.release_directory = scratch
        coursedir.assignment_id = glob.escape(assignment)
        try:
            GenerateAssignment(coursedir=coursedir, parent=self.app, force=True).start()
        except (Exception, SystemExit) as error:
            raise CourseError(
                f"{source} cannot be registered in the gradebook; "
                f"`nbgrader generate_assignment {assignment}` says why"
            ) from error
        finally:
            shutil.rmtree(self.root / scratch, ignore_errors=True)
            coursedir.release_directory, coursedir.assignment_id = kept


@contextlib.contextmanager
def one_engine() -> Iterator[None]:
    """Let every gradebook that is opened meanwhile use the same SQLAlchemy engine.

    nbgrader opens the gradebook a dozen times per submission, each time with a new engine, which
    compiles all its statements anew: half of the time that grading takes on our side.
    """
    make = nbgrader.api.create_engine
    nbgrader.api.create_engine = functools.partial(_engine, os.getpid())
    try:
        yield
    finally:
        nbgrader.api.create_engine = make


@functools.lru_cache(maxsize=4)
def _engine(process: int, url: str, **settings: object) -> Engine:
    # A connection belongs to the process that opened it: a forked one makes its own.
    return create_engine(url, **settings)


def choose(
    course: Course, assignments: list[str] | None, students: list[str] | None
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Choose the submissions to grade.

    Parameters
    ----------
    course : Course
        Where.
    assignments, students : list of str, optional
        Only these; all if not given.

    Returns
    -------
    chosen : list of (assignment, student)
        Submissions of assignments the course has.
    homeless : list of (assignment, student)
        Submissions of an assignment the course does not have (never if assignments are given).

    Raises
    ------
    UsageError
        For a name that is unknown, or has handed in nothing.
    CourseError
        If there is nothing to grade.
    """
    known, handed_in = course.assignments(), course.submissions()
    for name in assignments or []:
        if name not in known:
            raise UsageError(
                f"there is no assignment {name!r} in {course.root}; "
                + (f"it has: {', '.join(known)}" if known else "its source/ is empty")
            )
    pairs = [pair for pair in handed_in if not assignments or pair[0] in assignments]
    for name in students or []:
        if name in {student for _, student in pairs}:
            continue
        everyone = sorted({student for _, student in handed_in})
        if name in everyone:
            raise UsageError(f"student {name!r} has handed in nothing for {', '.join(assignments)}")
        close = difflib.get_close_matches(name, everyone, n=3, cutoff=0.4)
        raise UsageError(
            f"student {name!r} has handed in nothing; "
            + (f"closest: {', '.join(close)}" if close else f"{len(everyone)} students have")
        )
    pairs = [pair for pair in pairs if not students or pair[1] in students]
    if not pairs:
        where = course.directory("submitted", "STUDENT", (assignments or ["ASSIGNMENT"])[0])
        raise CourseError(f"there is nothing to grade; put submissions into {where}")
    return [p for p in pairs if p[0] in known], [p for p in pairs if p[0] not in known]
