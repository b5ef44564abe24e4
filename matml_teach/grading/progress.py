"""What the person waiting sees while submissions are graded."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from matml_teach.grading.results import Result


@contextlib.contextmanager
def progress(total: int, verb: str = "Grading") -> Iterator[Callable[[Result], None]]:
    """Show how far the work is: a bar on a terminal, otherwise a line per submission.

    Parameters
    ----------
    total : int
        Number of submissions.
    verb : str
        What is done to them.

    Yields
    ------
    callable
        To be told every result.
    """
    if total == 0:
        yield lambda result: None
    elif sys.stderr.isatty():
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]} failed"),
            TimeRemainingColumn(),
        )
        # Drawn when a result comes, not by a thread of its own: workers are forked meanwhile.
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
            task = bar.add_task(verb, total=total, failed=0)
            failures = 0

            def advance(result: Result) -> None:
                nonlocal failures
                failures += result.status == "failed"
                bar.update(task, advance=1, failed=failures, refresh=True)

            yield advance
    else:
        done = 0

        def line(result: Result) -> None:
            nonlocal done
            done += 1
            print(
                f"{verb} [{done}/{total}] {result.assignment} {result.student}: {outcome(result)}",
                file=sys.stderr,
                flush=True,
            )

        yield line


def outcome(result: Result) -> str:
    """Return the marks, or how else it went, in a word.

    Examples
    --------
    >>> outcome(Result("ada", "01", "graded", score=3.0, max_score=4.0))
    '3/4'
    """
    if result.score is None:
        return "failed" if result.status == "failed" else "done"
    return f"{result.score:g}/{result.max_score:g}"
