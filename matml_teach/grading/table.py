"""The marks of a class as a table a lecturer can read."""

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from matml_teach.grading.results import ExerciseResult, Result


def marks_table(results: Sequence[Result]) -> RenderableType:
    """Lay out the marks of one assignment.

    Parameters
    ----------
    results : sequence of Result
        All of the same assignment.

    Returns
    -------
    rich renderable
        A row per student (score per exercise, total, misconceptions with the numbers of the
        exercises they were seen in) and a legend of the numbered exercises.
    """
    exercises: dict[str, ExerciseResult] = {}
    for result in results:
        exercises |= result.exercises
    numbers = {name: str(i) for i, name in enumerate(exercises, start=1)}
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=False)
    table.add_column("student", no_wrap=True)
    for number in numbers.values():
        table.add_column(number, justify="right", no_wrap=True)
    table.add_column("total", justify="right", no_wrap=True)
    # Long identifiers are folded, never cut.
    table.add_column("misconceptions (in exercise)", overflow="fold", min_width=20)
    for result in results:
        seen: dict[str, list[str]] = {}
        for name, exercise in result.exercises.items():
            for identifier in exercise.misconceptions:
                seen.setdefault(identifier, []).append(numbers[name])
        found = [f"{identifier} ({','.join(where)})" for identifier, where in seen.items()]
        remarks = [flag for flag in result.flags if flag != "needs manual grading"]
        if result.status == "failed":
            remarks.append("failed")
        table.add_row(
            result.student,
            *(_points(result.exercises.get(name)) for name in exercises),
            "–" if result.score is None else f"{result.score:g}",
            Text("\n").join(
                [*(Text(remark, "bold") for remark in remarks), *(Text(item) for item in found)]
            ),
        )
    legend = Text("\n").join(
        Text(f"{number:>2}  {name} ({exercises[name].max_score:g})")
        for name, number in numbers.items()
    )
    note = Text("Points there are in brackets; – is not marked yet.", "dim")
    assignment = results[0].assignment if results else ""
    return Group(Text(assignment, "bold"), table, legend, note)


def print_marks(results: Sequence[Result], console: Console) -> None:
    """Print a table for every assignment of which something could be graded."""
    for assignment in sorted({result.assignment for result in results}):
        some = [result for result in results if result.assignment == assignment]
        if any(result.exercises for result in some):
            console.print(marks_table(sorted(some, key=lambda result: result.student)))
            console.print()


def open_console() -> Console:
    """Return a console on standard output, wide enough for tables where there is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=120)


def _points(exercise: ExerciseResult | None) -> str:
    return "–" if exercise is None or exercise.score is None else f"{exercise.score:g}"
