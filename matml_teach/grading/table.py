"""The marks of a class as a table a lecturer can read."""

import textwrap
from collections.abc import Sequence

from rich.console import Console

from matml_teach.grading.results import ExerciseResult, Result

_WIDTH_WITHOUT_TERMINAL = 110


def marks_table(results: Sequence[Result], width: int) -> list[str]:
    """Lay out the marks of one assignment.

    Parameters
    ----------
    results : sequence of Result
        All of the same assignment.
    width : int
        Columns there are.

    Returns
    -------
    list of str
        Lines: for every student the score per exercise and the total, and under them the
        misconceptions with the numbers of the exercises they were seen in (never cut); then a
        legend of the numbered exercises.

    Examples
    --------
    >>> ada = Result("ada", "01", "graded", 1, 3, exercises={
    ...     "mean": ExerciseResult(1, 1), "scale": ExerciseResult(0, 2, ["scale.not-centred"])})
    >>> for line in marks_table([ada], 60):
    ...     print(line)
    student  1  2  total
    ada      1  0      1
        scale.not-centred (2)
    Exercises (points): 1 mean (1), 2 scale (2)
    """
    exercises: dict[str, ExerciseResult] = {}
    for result in results:
        exercises |= result.exercises
    numbers = {name: str(number) for number, name in enumerate(exercises, start=1)}
    scores = {r.student: [_points(r.exercises.get(name)) for name in exercises] for r in results}
    first = max(7, *(len(result.student) for result in results))
    cell = max([2, *(len(text) for row in scores.values() for text in row)]) + 1
    lines = _row("student", list(numbers.values()), "total", first, cell, width)
    for result in results:
        total = "–" if result.score is None else f"{result.score:g}"
        lines += _row(result.student, scores[result.student], total, first, cell, width)
        seen: dict[str, list[str]] = {}
        for name, exercise in result.exercises.items():
            for identifier in exercise.misconceptions:
                seen.setdefault(identifier, []).append(numbers[name])
        remarks = [flag for flag in result.flags if flag != "needs manual grading"]
        remarks += ["failed"] if result.status == "failed" else []
        remarks += [f"{identifier} ({', '.join(where)})" for identifier, where in seen.items()]
        lines += _wrapped(remarks, width, "    ")
    legend = [f"{n} {name} ({exercises[name].max_score:g})" for name, n in numbers.items()]
    lines += _wrapped(legend, width, "Exercises (points): ")
    if any("–" in row for row in scores.values()):
        lines.append("– is not marked yet.")
    return lines


def print_marks(results: Sequence[Result], console: Console) -> None:
    """Print a table for every assignment of which something could be graded."""
    for assignment in sorted({result.assignment for result in results}):
        some = [result for result in results if result.assignment == assignment]
        if not any(result.exercises for result in some):
            continue
        console.print(assignment, style="bold", markup=False)
        some.sort(key=lambda result: result.student)
        for line in marks_table(some, console.width):
            remark = line.startswith("    ")
            console.print(line, style="yellow" if remark else None, soft_wrap=True, markup=False)
        console.print()


def open_console() -> Console:
    """Return a console on standard output, of a fixed width where there is no terminal."""
    console = Console(highlight=False)
    if console.is_terminal:
        return console
    return Console(highlight=False, width=_WIDTH_WITHOUT_TERMINAL)


def _row(
    name: str, cells: Sequence[str], total: str, first: int, cell: int, width: int
) -> list[str]:
    """Return a row, on several lines if the exercises do not fit on one."""
    fit = max(1, (width - first - 7) // cell)
    lines = []
    for start in range(0, max(1, len(cells)), fit):
        chunk = "".join(f"{text:>{cell}}" for text in cells[start : start + fit])
        lines.append(f"{name if start == 0 else '':<{first}}{chunk}")
    lines[-1] += f"{total:>7}"
    return lines


def _wrapped(items: Sequence[str], width: int, indent: str) -> list[str]:
    # A space inside an item must not part it from its number.
    glued = ", ".join(item.replace(" ", "\0") for item in items)
    lines = textwrap.wrap(
        glued,
        width,
        initial_indent=indent,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\0", " ") for line in lines]


def _points(exercise: ExerciseResult | None) -> str:
    return "–" if exercise is None or exercise.score is None else f"{exercise.score:g}"
