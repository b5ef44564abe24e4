"""What the class report is about, read from the gradebook and the notebooks as tables."""

import json
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from matml_teach.grading.course import Course
from matml_teach.grading.records import Outcome, outcomes
from matml_teach.grading.results import misconceptions

Cell = dict[str, Any]
_CHECK = re.compile(r"^[a-z0-9.-]+: ")


@dataclass(frozen=True)
class Exercise:
    """An answer and the cells it is marked by.

    Attributes
    ----------
    name : str
        Grade id of the answer; for what is answered and marked in one cell, of that.
    heading : str
        The heading it stands under.
    cells : tuple of str
        Grade ids that give its points.
    """

    name: str
    heading: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Slip:
    """A misconception that a check recognised in one answer.

    Attributes
    ----------
    exercise, identifier, student : str
        Where, what, who.
    sentence : str
        What the check said.
    """

    exercise: str
    identifier: str
    student: str
    sentence: str


@dataclass
class Classroom:
    """All that is known about an assignment.

    Attributes
    ----------
    assignment : str
        Which.
    exercises : list of Exercise
        In the order of the notebook.
    points : pandas.DataFrame
        Points by student and exercise; NaN where nobody has marked it yet.
    most : pandas.Series
        Points there are for each exercise.
    total : pandas.Series
        Points by student, late penalty taken off.
    names : dict
        Student → every form of the name that the gradebook has.
    waiting, late : list of str
        Students with answers to mark by hand, and who handed in late.
    absent : list of str
        Students in the gradebook who have no marks for it.
    incomplete : dict
        Student → what is missing from the graded notebooks.
    answers : dict
        Exercise → student → source of the answer, for code.
    released : dict
        Exercise → source of the cell as it was handed out.
    slips : list of Slip
        What the checks recognised.
    outcomes : dict
        Student → how the last grading went.
    """

    assignment: str
    exercises: list[Exercise]
    points: pd.DataFrame
    most: pd.Series
    total: pd.Series
    names: dict[str, list[str]]
    waiting: list[str]
    late: list[str]
    absent: list[str]
    incomplete: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    released: dict[str, str] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def max_score(self) -> float:
        """Points there are in all."""
        return float(self.most.sum())


def read_classroom(course: Course, assignment: str) -> Classroom:
    """Read an assignment from the gradebook, ``autograded/`` and ``.matml/``.

    Parameters
    ----------
    course : Course
        Where.
    assignment : str
        Which; must be in the gradebook.

    Returns
    -------
    Classroom
        Students whose submission could not be graded are in it only with their outcome, unless
        the gradebook has marks of an earlier one.
    """
    room = _read_gradebook(course, assignment)
    books = course.notebooks(assignment)
    room.outcomes = outcomes(course, assignment)
    handed_in = {student for name, student in course.submissions() if name == assignment}
    room.outcomes = {who: how for who, how in room.outcomes.items() if who in handed_in}
    failed = {who for who, how in room.outcomes.items() if how.reason}
    room.absent = [who for who in room.absent if who not in failed]
    for book in books:
        prefix = f"{book}/" if len(books) > 1 else ""
        for cell in _cells(course.directory("release", ".", assignment) / f"{book}.ipynb"):
            if (name := _answer_of(cell)) is not None:
                room.released[prefix + name] = _source(cell)
        for student in room.points.index:
            file = course.directory("autograded", student, assignment) / f"{book}.ipynb"
            _read_notebook(room, student, file, prefix)
    return room


def item_statistics(points: pd.DataFrame, most: pd.Series) -> pd.DataFrame:
    """Return how each exercise did its work as a question.

    Parameters
    ----------
    points : pandas.DataFrame
        Points by student and exercise; NaN where there are none yet.
    most : pandas.Series
        Points there are for each exercise.

    Returns
    -------
    pandas.DataFrame
        For each exercise ``marked`` (how many), ``right`` (share of them with all points),
        ``difficulty`` (mean share of the points; 1 is easy) and ``discrimination``: the
        correlation of its points with those of all other exercises together [1]_. It is NaN
        where one of the two does not vary, or fewer than three students were marked.

    References
    ----------
    .. [1] Henrysson, S. (1963). Correction of item-total correlations in item analysis.
       Psychometrika 28, 211-218. https://doi.org/10.1007/BF02289618

    Examples
    --------
    >>> points = pd.DataFrame({"a": [0.0, 1, 1, 1], "b": [0.0, 0, 2, 2], "c": [0.0, 2, 1, 2]})
    >>> item_statistics(points, pd.Series({"a": 1.0, "b": 2.0, "c": 2.0})).round(2)
       marked  right  difficulty  discrimination
    a       4   0.75        0.75            0.88
    b       4   0.50        0.50            0.41
    c       4   0.50        0.62            0.52
    """
    rows = {}
    for name in points:
        here = points[name].dropna()
        rest = points.drop(columns=name).loc[here.index].sum(axis=1)
        varies = len(here) > 2 and here.std() > 1e-9 and rest.std() > 1e-9
        full = most[name] if most[name] > 0 else np.nan
        rows[name] = {
            "marked": len(here),
            "right": (here >= most[name] - 1e-9).mean() if len(here) else np.nan,
            "difficulty": here.mean() / full,
            "discrimination": here.corr(rest) if varies else np.nan,
        }
    table = pd.DataFrame.from_dict(rows, orient="index").astype(float)
    return table.astype({"marked": int}) if len(table) else table


def summary_of_times(known: Mapping[str, Outcome]) -> dict[str, float] | None:
    """Return median, ninth decile, longest and sum of the seconds, and how many there are."""
    seconds = sorted(how.seconds for how in known.values() if how.seconds > 0)
    if not seconds:
        return None
    return {
        "count": len(seconds),
        "median": statistics.median(seconds),
        "tenth": float(np.quantile(seconds, 0.9)),
        "longest": seconds[-1],
        "sum": sum(seconds),
    }


def _read_gradebook(course: Course, assignment: str) -> Classroom:
    with course.gradebook() as gradebook:
        rows = (
            gradebook.db.query(
                Student.id,
                Notebook.name,
                BaseCell.name,
                Grade.score,
                Grade.auto_score,
                Grade.manual_score,
                Grade.needs_manual_grade,
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Student, SubmittedAssignment.student_id == Student.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == assignment)
            .all()
        )
        found = gradebook.find_assignment(assignment)
        several = len(found.notebooks) > 1
        most = {
            (f"{book.name}/" if several else "") + cell.name: float(cell.max_score or 0)
            for book in sorted(found.notebooks, key=lambda book: book.name)
            for cell in [*book.grade_cells, *book.task_cells]
        }
        penalties, late = {}, []
        for submission in found.submissions:
            given = sum(book.late_submission_penalty or 0.0 for book in submission.notebooks)
            penalties[submission.student_id] = given
            if submission.total_seconds_late > 0:
                late.append(submission.student_id)
        names = {
            one.id: [one.id, one.first_name or "", one.last_name or "", one.email or ""]
            for one in gradebook.students
        }
    table = pd.DataFrame(
        [tuple(row) for row in rows],
        columns=["student", "book", "cell", "score", "auto", "manual", "waiting"],
    )
    if several:
        table["cell"] = table["book"] + "/" + table["cell"]
    total = table.groupby("student")["score"].sum()
    total = (total - pd.Series(penalties, dtype=float).reindex(total.index).fillna(0)).clip(lower=0)
    marked = table[table["auto"].notna() | table["manual"].notna()]
    cells = marked.pivot(index="student", columns="cell", values="score").reindex(total.index)
    exercises = _exercises(course, assignment, most)
    points = pd.DataFrame(
        {one.name: _sum(cells.reindex(columns=list(one.cells))) for one in exercises},
        index=total.index,
    )
    return Classroom(
        assignment,
        exercises,
        points,
        pd.Series({one.name: sum(most[cell] for cell in one.cells) for one in exercises}),
        total,
        names,
        waiting=sorted(set(table.loc[table["waiting"].astype(bool), "student"])),
        late=sorted(set(late) & set(total.index)),
        absent=sorted(set(names) - set(total.index)),
    )


def _sum(cells: pd.DataFrame) -> pd.Series:
    """Add up an exercise's cells; NaN unless all of them were marked."""
    return cells.sum(axis=1, skipna=False).astype(float)


def _exercises(course: Course, assignment: str, most: Mapping[str, float]) -> list[Exercise]:
    """Put the cells that have points together with the answer they follow."""
    books = course.notebooks(assignment)
    found: dict[str, tuple[str, list[str]]] = {}
    for book in books:
        prefix = f"{book}/" if len(books) > 1 else ""
        heading, answer = "", None
        for cell in _cells(course.directory("source", ".", assignment) / f"{book}.ipynb"):
            settings = cell.get("metadata", {}).get("nbgrader", {})
            if settings.get("solution") and not settings.get("grade"):
                answer = prefix + settings["grade_id"]
            elif settings.get("grade") or settings.get("task"):
                name = prefix + settings["grade_id"]
                by_itself = settings.get("solution") or settings.get("task") or answer is None
                if name in most:
                    found.setdefault(name if by_itself else answer, (heading, []))[1].append(name)
                answer = None if by_itself else answer
            elif cell.get("cell_type") == "markdown":
                titles = re.findall(r"^#{1,6} +(.+)$", _source(cell), re.MULTILINE)
                heading = titles[-1].strip(" #") if titles else heading
    seen = {cell for _, cells in found.values() for cell in cells}
    found |= {cell: ("", [cell]) for cell in most if cell not in seen}
    return [Exercise(name, heading, tuple(cells)) for name, (heading, cells) in found.items()]


def _read_notebook(room: Classroom, student: str, file: Path, prefix: str) -> None:
    """Take the answers and what the checks said from a graded notebook."""
    owner = {cell: one.name for one in room.exercises for cell in one.cells}
    missing = {cell for cell in owner if cell.startswith(prefix)}
    cells = list(_cells(file))
    if not cells:
        room.incomplete.setdefault(student, []).append(f"{file.name} cannot be read")
        return
    for cell in cells:
        settings = cell.get("metadata", {}).get("nbgrader", {})
        if (name := _answer_of(cell)) is not None:
            room.answers.setdefault(prefix + name, {}).setdefault(student, _source(cell))
        name = prefix + str(settings.get("grade_id"))
        if name in owner:
            missing.discard(name)
            outputs = cell.get("outputs", [])
            said = {i: output for output in outputs for i in misconceptions([output])}
            room.slips += [
                Slip(owner[name], identifier, student, _sentence(said[identifier]))
                for identifier in misconceptions(outputs)
            ]
    if missing:
        room.incomplete.setdefault(student, []).extend(
            f"cell {name} missing" for name in sorted(missing)
        )


def _sentence(output: Mapping[str, Any]) -> str:
    said = str(output.get("evalue", ""))
    if output.get("ename") == "CheckFailed":
        return _CHECK.sub("", said)
    return f"{output.get('ename', '')}: {said}".splitlines()[0][:300]


def _answer_of(cell: Cell) -> str | None:
    """Return the grade id of a cell in which students write code, None for any other."""
    settings = cell.get("metadata", {}).get("nbgrader", {})
    answer = cell.get("cell_type") == "code" and settings.get("solution")
    return str(settings.get("grade_id")) if answer else None


def _cells(file: Path) -> Iterator[Cell]:
    """Yield the cells of a notebook; none if it cannot be read. Much faster than nbformat."""
    try:
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
    yield from (cell for cell in cells if isinstance(cell, dict))


def _source(cell: Cell) -> str:
    source: str | Sequence[str] = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
