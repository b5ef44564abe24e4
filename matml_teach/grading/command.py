"""``matml grade``: choose the submissions, grade them, say what came out."""

import contextlib
import functools
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from rich.console import Console

from matml_teach.exceptions import UsageError
from matml_teach.grading import engine, sandbox
from matml_teach.grading.course import Course, choose
from matml_teach.grading.progress import progress
from matml_teach.grading.records import keep_outcome
from matml_teach.grading.results import Result, write_json
from matml_teach.grading.table import open_console, print_marks

# Up to this size a class is printed as a table; a larger one is read in the gradebook.
_SMALL_CLASS = 30

PROTECTION = {
    "namespaces": "Sandbox: bubblewrap. Student code saw its own files only, and no network.",
    "none": "Sandbox: none. Student code ran as you; grade only classes you trust.",
}


def grade(
    course: Path,
    *,
    assignments: Sequence[str] | None = None,
    students: Sequence[str] | None = None,
    jobs: int | None = None,
    dask: str | None = None,
    force: bool = False,
    json_file: Path | None = None,
    protection: str | None = None,
) -> int:
    """Grade submissions into nbgrader's gradebook and print the outcome.

    Parameters
    ----------
    course : Path
        Any nbgrader course directory.
    assignments, students : sequence of str, optional
        Only these; all that have submissions if not given.
    jobs : int, optional
        Submissions at once on this machine; one per core if not given.
    dask : str, optional
        Address of a Dask scheduler to use instead.
    force : bool
        Grade again what has not changed since it was graded.
    json_file : Path, optional
        Where to write one object per submission.
    protection : {"namespaces", "none"}, optional
        What keeps student code away from the machine; what the course is configured for if not
        given.

    Returns
    -------
    int
        0 if every submission was graded, 1 if some could not be.

    Raises
    ------
    MatmlError
        For a course or an argument that cannot be used; nothing has been graded then.

    Notes
    -----
    Marks and comments given by hand are kept when a submission is graded again. nbgrader then
    asks for another look at them (the flag ``needs manual grading``), as the answers may be new.
    """
    if json_file is not None and not json_file.absolute().parent.is_dir():
        raise UsageError(f"--json {json_file}: there is no directory {json_file.parent}; make it")
    opened = Course(course)
    results = grade_course(
        opened,
        assignments=assignments,
        students=students,
        jobs=jobs,
        dask=dask,
        force=force,
        protection=protection,
    )
    if json_file is not None:
        write_json(results, json_file)
    console = open_console()
    if len({result.student for result in results}) <= _SMALL_CLASS:
        print_marks(results, console)
    print_summary(opened, results, console)
    return int(any(result.status == "failed" for result in results))


def grade_course(
    course: Course,
    *,
    assignments: Sequence[str] | None = None,
    students: Sequence[str] | None = None,
    jobs: int | None = None,
    dask: str | None = None,
    force: bool = False,
    protection: str | None = None,
) -> list[Result]:
    """Grade submissions into nbgrader's gradebook; parameters as for :func:`grade`.

    Returns
    -------
    list of Result
        By assignment, then student.
    """
    course.require("source", "make it with `matml build`")
    course.require("submitted", "put submissions into it: submitted/<student>/<assignment>/")
    chosen, homeless = choose(course, list(assignments or []), list(students or []))
    protection = protection or course.protection()
    if protection == "namespaces":
        sandbox.require()
    course.make_working_directory()
    for assignment in sorted({assignment for assignment, _ in chosen}):
        course.register(assignment)
    unchanged, todo = ([], chosen) if force else engine.split_unchanged(course, chosen)
    # Here, once: two workers that make the same student at the same time would collide.
    with course.gradebook() as gradebook:
        for student in sorted({student for _, student in todo}):
            gradebook.update_or_create_student(student)

    def workers(count: int) -> contextlib.AbstractContextManager[Executor]:
        if dask is not None:
            return engine.dask_workers(course, dask)
        return engine.local_workers(course, min(jobs or os.cpu_count() or 1, count))

    lost = [
        engine.failed(
            assignment,
            student,
            f"{course.directory('submitted', student, assignment)}: the course has no assignment "
            f"{assignment!r}; rename the directory",
        )
        for assignment, student in homeless
    ]
    with _stop_on_sigterm(), progress(len(todo)) as report:

        def told(result: Result) -> None:
            keep_outcome(course, result)
            report(result)

        task = functools.partial(engine.grade_one, protection=protection)
        results = engine.run(task, course, todo, workers, told)
    everything = [*unchanged, *results, *lost]
    return sorted(everything, key=lambda result: (result.assignment, result.student))


def print_summary(course: Course, results: Sequence[Result], console: Console) -> None:
    """Print how it went: the failures with their reasons, counts, protection, gradebook."""
    failures = [result for result in results if result.status == "failed"]
    for result in failures:
        console.print(f"failed: {result.reason}", soft_wrap=True, markup=False)
    counts = {
        status: sum(result.status == status for result in results)
        for status in ("graded", "failed", "unchanged")
    }
    console.print(", ".join(f"{number} {status}" for status, number in counts.items()))
    by_hand = sum("needs manual grading" in result.flags for result in results)
    if by_hand:
        console.print(f"{by_hand} with answers to grade by hand, in Formgrader")
    for protection in sorted({result.protection for result in results} & PROTECTION.keys()):
        console.print(PROTECTION[protection], soft_wrap=True)
    console.print(f"Gradebook: {course.gradebook_name}", soft_wrap=True, markup=False)


@contextlib.contextmanager
def _stop_on_sigterm() -> Iterator[None]:
    """Turn a polite kill into an exit that takes the workers along."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
