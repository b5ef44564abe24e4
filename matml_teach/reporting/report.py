"""``matml report``: a page about a class and an assignment, for the lecturer.

One HTML file that needs nothing else: no script, no network. Everything in it that a student
wrote is escaped by the template.
"""

import datetime
import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
from markupsafe import Markup, escape

from matml_teach.exceptions import CourseError, UsageError
from matml_teach.grading.course import Course
from matml_teach.grading.results import write_atomically
from matml_teach.grading.table import open_console
from matml_teach.reporting import figures
from matml_teach.reporting.classroom import (
    Classroom,
    Slip,
    item_statistics,
    read_classroom,
    summary_of_times,
)
from matml_teach.reporting.similar import NearCopy, near_copies

_TEMPLATES = Path(__file__).with_name("templates")
_PAIRS, _SHOWN = 100, 20
_LINES, _WIDTH = 24, 160


@dataclass(frozen=True)
class Misconception:
    """How often a misconception was seen in an exercise, and what it looks like.

    Attributes
    ----------
    exercise, identifier : str
        Where and what.
    students : int
        How many.
    sentence, example : str
        What the check said to one of them, and the answer, without comments and names.
    """

    exercise: str
    identifier: str
    students: int
    sentence: str
    example: str


def report(course: Path, *, assignment: str | None = None, output: Path | None = None) -> int:
    """Write the report of an assignment, or of all that were graded.

    Parameters
    ----------
    course : Path
        Any nbgrader course directory.
    assignment : str, optional
        Which; all that were graded if not given.
    output : Path, optional
        The file to write, for one assignment; ``report-<assignment>.html`` in the course if not
        given.

    Returns
    -------
    int
        0.

    Raises
    ------
    MatmlError
        For an argument or course that cannot be used; nothing has been written then.
    """
    opened = Course(course)
    names = _choose(opened, assignment)
    if output is not None and len(names) > 1:
        raise UsageError(f"--output takes one report: name it with --assignment {names[0]}, say")
    if output is not None and not output.absolute().parent.is_dir():
        raise UsageError(f"--output {output}: there is no directory {output.parent}; make it")
    console = open_console()
    for name in names:
        file = write_report(opened, name, output)
        console.print(f"Report: {file}", soft_wrap=True, markup=False)
    return 0


def write_report(course: Course, assignment: str, output: Path | None = None) -> Path:
    """Write the report of one assignment.

    Parameters
    ----------
    course : Course
        Where.
    assignment : str
        Which; must be in the gradebook.
    output : Path, optional
        The file; ``report-<assignment>.html`` in the course if not given.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    CourseError
        If the file cannot be written.
    """
    file = output or course.root / f"report-{assignment}.html"
    text = render(read_classroom(course, assignment))
    try:
        write_atomically(file, text)
    except OSError as error:
        raise CourseError(f"{file} cannot be written ({error.strerror or error})") from error
    return file


def render(room: Classroom) -> str:
    """Return the page about a class.

    Parameters
    ----------
    room : Classroom
        The class.

    Returns
    -------
    str
        A whole HTML document.
    """
    items = item_statistics(room.points, room.most)
    slips = count_misconceptions(room)
    pairs = near_copies(room.answers, room.released)
    failed = {who: str(how.reason) for who, how in room.outcomes.items() if how.reason}
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {
        "code": _code,
        "duration": _duration,
        "fixed": _fixed,
        "number": _number,
        "percent": _percent,
    }
    marked = [name for name in items.index if items.loc[name, "marked"]] if len(items) else []
    return environment.get_template("report.html.j2").render(
        room=room,
        written=f"{datetime.date.today():%d %B %Y}".lstrip("0"),
        totals=_totals(room),
        exercises=[_row(room, items, slips, number) for number in range(len(room.exercises))],
        slips=slips,
        times=summary_of_times(room.outcomes),
        failed=failed,
        graded_before=sorted(set(failed) & set(room.total.index)),
        pairs=pairs[:_PAIRS],
        more_pairs=max(0, len(pairs) - _PAIRS),
        beside=[_beside(room, pair) for pair in pairs[:_SHOWN]],
        marks_figure=figures.marks(room.total, room.max_score) if len(room.total) else "",
        exercises_figure=(
            figures.exercises(marked, items["right"][marked], items["difficulty"][marked])
            if marked
            else ""
        ),
    )


def count_misconceptions(room: Classroom) -> list[Misconception]:
    """Count the students who showed each misconception, per exercise.

    Parameters
    ----------
    room : Classroom
        The class.

    Returns
    -------
    list of Misconception
        The commonest first. The example is the shortest answer that has any code.
    """
    seen: dict[tuple[str, str], dict[str, Slip]] = {}
    for slip in room.slips:
        seen.setdefault((slip.exercise, slip.identifier), {}).setdefault(slip.student, slip)
    counted = []
    for (exercise, identifier), who in seen.items():
        answers = room.answers.get(exercise, {})
        untouched = room.released.get(exercise, "").strip()
        written = {
            student: answers[student]
            for student in who
            if answers.get(student, "").strip() not in ("", untouched)
        }
        if written:
            chosen = min(written, key=lambda student: (len(written[student]), written[student]))
            example = anonymous(written[chosen], room.names.get(chosen, [chosen]))
        else:
            chosen, example = min(who), ""
        sentence = _without_names(who[chosen].sentence, room.names.get(chosen, [chosen]))
        counted.append(Misconception(exercise, identifier, len(who), sentence, example))
    order = {one.name: number for number, one in enumerate(room.exercises)}
    return sorted(counted, key=lambda m: (-m.students, order.get(m.exercise, 0), m.identifier))


def anonymous(source: str, names: Sequence[str]) -> str:
    r"""Return an answer without comments and without its author's name.

    Parameters
    ----------
    source : str
        The answer.
    names : sequence of str
        All that the author is called.

    Returns
    -------
    str
        At most 24 lines.

    Examples
    --------
    >>> print(anonymous("x = 1  # by Ada\nada = x", ["ada", "Ada", ""]))
    x = 1
    … = x
    """
    lines = source.split("\n")
    try:
        for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column]
    except (tokenize.TokenError, SyntaxError, IndexError):
        lines = [line.partition("#")[0] for line in lines]
    kept = [line.rstrip()[:_WIDTH] for line in lines if line.strip()]
    kept = kept[:_LINES] + (["…"] if len(kept) > _LINES else [])
    return _without_names("\n".join(kept), names)


def _without_names(text: str, names: Sequence[str]) -> str:
    parts = {part for name in names for part in [name, *re.split(r"[\W_]+", name)]}
    for part in sorted((part for part in parts if len(part) > 2), key=len, reverse=True):
        text = re.sub(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])", "…", text, flags=re.IGNORECASE)
    return text


def _choose(course: Course, assignment: str | None) -> list[str]:
    with course.gradebook() as gradebook:
        graded = sorted(
            one.name for one in gradebook.assignments if any(s.notebooks for s in one.submissions)
        )
        known = sorted(one.name for one in gradebook.assignments)
    if assignment is not None and assignment not in known:
        raise UsageError(f"there is no assignment {assignment!r}; there are: {', '.join(known)}")
    if not graded or (assignment is not None and assignment not in graded):
        what = assignment or f"{course.gradebook_name}"
        raise CourseError(f"{what} has no marks yet; run `matml grade` first")
    return graded if assignment is None else [assignment]


def _totals(room: Classroom) -> dict[str, float]:
    total = room.total
    if not len(total):
        return {}
    quarters = total.quantile([0.25, 0.5, 0.75])
    return {
        "Mean": total.mean(),
        "Standard deviation": total.std() if len(total) > 1 else 0.0,
        "Lowest": total.min(),
        "First quartile": quarters[0.25],
        "Median": quarters[0.5],
        "Third quartile": quarters[0.75],
        "Highest": total.max(),
    }


def _row(room: Classroom, items: Any, slips: Sequence[Misconception], number: int) -> dict:
    exercise = room.exercises[number]
    mine = [slip for slip in slips if slip.exercise == exercise.name]
    return {
        "name": exercise.name,
        "heading": exercise.heading,
        "most": room.most[exercise.name],
        "slips": mine,
        **items.loc[exercise.name].to_dict(),
    }


def _beside(room: Classroom, pair: NearCopy) -> dict[str, str]:
    """Return the two answers that are the most telling, as they were handed in."""
    exercise = pair.alike[0]
    shown = {}
    for side, student in (("first", pair.first), ("second", pair.second)):
        lines = [line[:_WIDTH] for line in room.answers[exercise][student].splitlines()]
        shown[side] = "\n".join(lines[:_LINES] + (["…"] if len(lines) > _LINES else []))
    return {"exercise": exercise, **shown}


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{100 * share:.0f} %"


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}"


def _fixed(value: float, digits: int = 2) -> str:
    if np.isnan(value):
        return "–"
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def _code(text: str) -> Markup:
    """Return a sentence with its names in backticks as code, and nothing else as HTML."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
