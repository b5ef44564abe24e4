"""Many submissions on many workers: who is graded, where, and what comes back."""

import concurrent.futures
import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbgrader.api import MissingEntry

from matml_teach.exceptions import MatmlError, UsageError
from matml_teach.grading.course import Course, one_engine
from matml_teach.grading.execute import SubmissionFailed, execute
from matml_teach.grading.records import digest, forget, read_record, remember
from matml_teach.grading.results import ExerciseResult, Result, Status, misconceptions
from matml_teach.grading.scratch import Scratch

Pair = tuple[str, str]
"""(assignment, student)"""

_DASK_CONNECT_SECONDS = 8

# nbgrader's converters change the working directory, so one process grades one submission at a
# time; Dask may give a process several threads.
_one_at_a_time = threading.Lock()


def grade_one(root: str, assignment: str, student: str, protection: str | None = None) -> Result:
    """Grade one submission; runs on a worker and never raises for what a student handed in.

    Parameters
    ----------
    root : str
        The course directory.
    assignment, student : str
        Which submission.
    protection : str, optional
        What keeps student code away from the machine; what the course is configured for if not
        given.

    Returns
    -------
    Result
        Graded, or failed with its reason.
    """
    started = time.monotonic()
    with _one_at_a_time, one_engine():
        try:
            course = Course(Path(root))
            now = digest(course, assignment, student)
            forget(course, assignment, student)
            protection = protection or course.protection()
            execute(course, assignment, student, protection)
            seconds = time.monotonic() - started
            result = read_result(course, assignment, student, "graded", protection, seconds)
            remember(course, assignment, student, now, protection)
        except (SubmissionFailed, MatmlError) as error:
            return failed(assignment, student, str(error), time.monotonic() - started)
        except Exception as error:
            where = os.path.join(root, "submitted", student, assignment)
            reason = f"{where}: {type(error).__name__}: {error}".splitlines()[0]
            return failed(assignment, student, reason, time.monotonic() - started)
    return result


def failed(assignment: str, student: str, reason: str, seconds: float = 0.0) -> Result:
    """Return the result of a submission that could not be graded, for this reason."""
    return Result(student, assignment, "failed", reason=reason, seconds=round(seconds, 2))


def read_result(
    course: Course,
    assignment: str,
    student: str,
    status: Status,
    protection: str | None,
    seconds: float = 0.0,
) -> Result:
    """Read what nbgrader has on a graded submission.

    Parameters
    ----------
    course : Course
        Where.
    assignment, student : str
        Which.
    status : {"graded", "unchanged"}
        To put into the result.
    protection : str or None
        To put into the result.
    seconds : float
        To put into the result.

    Returns
    -------
    Result
        Marks from the gradebook, misconceptions from the executed notebook.

    Raises
    ------
    nbgrader.api.MissingEntry
        If the gradebook does not have it.
    FileNotFoundError
        If ``autograded/`` does not have it.
    """
    exercises: dict[str, ExerciseResult] = {}
    flags = []
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission(assignment, student)
        if submission.total_seconds_late > 0:
            flags.append("late")
        if submission.needs_manual_grade:
            flags.append("needs manual grading")
        books = sorted(submission.notebooks, key=lambda book: book.name)
        ids = [grade.name for book in books for grade in book.grades]
        for book in books:
            file = course.directory("autograded", student, assignment) / f"{book.name}.ipynb"
            if file.exists():
                errors = _errors(file)
            elif len(books) > 1:
                errors = {}
                flags.append(f"{book.name}.ipynb missing")
            else:
                raise FileNotFoundError(file)
            order = list(errors)
            for grade in sorted(
                book.grades, key=lambda g: order.index(g.name) if g.name in errors else len(order)
            ):
                if file.exists() and grade.name not in errors:
                    flags.append(f"cell {grade.name} missing")
                score = None if grade.auto_score is grade.manual_score is None else grade.score
                # Grade ids are unique in a notebook, not in an assignment.
                twice = ids.count(grade.name) > 1
                exercises[f"{book.name}/{grade.name}" if twice else grade.name] = ExerciseResult(
                    score, grade.max_score, errors.get(grade.name, [])
                )
        return Result(
            student,
            assignment,
            status,
            score=max(0.0, submission.score - (submission.late_submission_penalty or 0.0)),
            max_score=submission.max_score,
            flags=flags,
            protection=protection,
            seconds=round(seconds, 2),
            exercises=exercises,
        )


def _errors(file: Path) -> dict[str, list[str]]:
    """Return grade id → misconceptions of an executed notebook, in its order."""
    found = {}
    for cell in nbformat.read(file, as_version=4).cells:
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("grade") or settings.get("task"):
            found[settings["grade_id"]] = misconceptions(cell.get("outputs", []))
    return found


def split_unchanged(course: Course, pairs: Sequence[Pair]) -> tuple[list[Result], list[Pair]]:
    """Return the results of unchanged submissions, and the pairs that have to be graded."""
    unchanged, todo = [], []
    for assignment, student in pairs:
        try:
            record = read_record(course, assignment, student)
            if record.get("digest") == digest(course, assignment, student):
                kept = record.get("protection")
                unchanged.append(read_result(course, assignment, student, "unchanged", kept))
                continue
        except (MissingEntry, OSError, nbformat.reader.NotJSONError):
            pass  # the gradebook or autograded/ was removed, or a file cannot be read: grade it
        todo.append((assignment, student))
    return unchanged, todo


def run(
    task: Callable[..., Result],
    course: Course,
    pairs: Sequence[Pair],
    executor: Callable[[int], contextlib.AbstractContextManager[Executor]],
    report: Callable[[Result], None],
) -> list[Result]:
    """Run a task for every submission and collect the results as they come.

    Parameters
    ----------
    task : callable
        Called on a worker as ``task(root, assignment, student)``.
    course : Course
        Where.
    pairs : sequence of (assignment, student)
        The submissions.
    executor : callable
        Takes the number of submissions, opens the workers.
    report : callable
        Told every result when it arrives.

    Returns
    -------
    list of Result
        In the order of ``pairs``.
    """
    results: dict[Pair, Result] = {}

    def round_of(some: Sequence[Pair]) -> list[Pair]:
        """Run some of them; return those whose worker died."""
        orphans = []
        with executor(len(some)) as workers:
            futures = {workers.submit(task, str(course.root), *pair): pair for pair in some}
            for future in concurrent.futures.as_completed(futures):
                pair = futures[future]
                try:
                    results[pair] = future.result()
                except BrokenProcessPool:
                    orphans.append(pair)
                    continue
                except Exception as error:  # a Dask worker that was lost, say
                    said = str(error).splitlines()[0] if str(error) else "no message"
                    reason = f"{_handed_in(course, pair)}: {type(error).__name__}: {said}"
                    results[pair] = failed(*pair, reason)
                report(results[pair])
        return orphans

    # When one worker is killed the pool fails everything it had not finished. Which submission
    # did it shows when each is graded in a pool of its own.
    for pair in round_of(pairs) if pairs else []:
        if round_of([pair]):
            reason = f"{_handed_in(course, pair)}: the code killed the process that graded it"
            results[pair] = failed(*pair, reason)
            report(results[pair])
    return [results[pair] for pair in pairs]


def _handed_in(course: Course, pair: Pair) -> Path:
    return course.directory("submitted", pair[1], pair[0])


@contextlib.contextmanager
def local_workers(course: Course, jobs: int) -> Iterator[Executor]:
    """Open worker processes on this machine; none of them, nor a kernel of theirs, outlives it.

    Parameters
    ----------
    course : Course
        What they and nbgrader say goes to its ``.matml/grade.log``.
    jobs : int
        How many.

    Yields
    ------
    concurrent.futures.ProcessPoolExecutor
        The workers.
    """
    before = set(multiprocessing.active_children())
    scratch = Scratch()
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context(_start_method()),
        initializer=_start_worker,
        initargs=(str(scratch.path), str(course.root / ".matml" / "grade.log"), jobs),
    )
    finished = False
    try:
        yield pool
        finished = True
    finally:
        if not finished:
            for worker in set(multiprocessing.active_children()) - before:
                kill_tree(worker.pid)
        pool.shutdown(wait=True, cancel_futures=True)
        scratch.remove()


def _start_method() -> str:
    """Return how workers start: forked, which saves each the import of nbgrader, if that is safe.

    A process that has threads must not be forked: a lock that one of them holds would stay
    locked in the child for ever.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if alone else "spawn"


def _start_worker(scratch: str, log: str, jobs: int) -> None:
    # Ctrl-C reaches every process of the terminal; the main process decides what it means.
    # A handler, not SIG_IGN: the latter would be inherited by the kernels.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a forked worker has the main process's
    # Kernels start from a blank IPython profile, not the lecturer's own.
    os.environ["IPYTHONDIR"] = os.path.join(scratch, "ipython")
    os.environ["JUPYTER_RUNTIME_DIR"] = os.path.join(scratch, "runtime")
    # Kernels that each use every core for their linear algebra only get into each other's way.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // jobs)))
    stream = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    for descriptor in (1, 2):
        os.dup2(stream, descriptor)
    os.close(stream)

    def follow() -> None:
        multiprocessing.parent_process().join()
        kill_tree(os.getpid())

    threading.Thread(target=follow, daemon=True).start()


def kill_tree(pid: int) -> None:
    """Kill a process and all its descendants, if they are still there."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if pid != os.getpid():
            process.suspend()  # it must not start another child meanwhile
        for child in process.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        process.kill()


@contextlib.contextmanager
def dask_workers(course: Course, address: str) -> Iterator[Executor]:
    """Use the workers of a Dask cluster.

    Every worker needs this package and must see the course directory under the same path. A
    worker process grades one submission at a time, however many threads it has.

    Parameters
    ----------
    course : Course
        What is to be graded.
    address : str
        The scheduler's, such as ``tcp://10.0.0.1:8786``.

    Yields
    ------
    concurrent.futures.Executor
        The workers.

    Raises
    ------
    UsageError
        If nothing answers at the address, or a worker does not see the course.
    """
    try:
        import distributed
    except ImportError:
        raise UsageError(
            "--dask needs the package distributed; install it with `pip install matml-teach[dask]`"
        ) from None
    try:
        client: Any = distributed.Client(
            address, timeout=_DASK_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {address!r} ({type(error).__name__}); "
            "start one with `dask scheduler` and give its address, such as tcp://127.0.0.1:8786"
        ) from None
    with client:
        if not (seen := client.run(os.path.isfile, str(course.root / "nbgrader_config.py"))):
            raise UsageError(f"the Dask cluster at {address} has no workers; start `dask worker`")
        if blind := [worker for worker, sees in seen.items() if not sees]:
            raise UsageError(
                f"the Dask worker {blind[0]} does not see {course.root}; "
                "put the course on a file system that all workers share"
            )
        finished = False
        executor = client.get_executor(pure=False)
        try:
            yield executor
            finished = True
        finally:
            executor.shutdown(wait=finished)
