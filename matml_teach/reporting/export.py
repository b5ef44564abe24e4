"""``matml export``: marks from the gradebook in the columns a system imports.

Moodle's *grading worksheet* and Canvas's *gradebook* are tables that the system hands out and
takes back. Given as class list, they come back with the marks filled in and nothing else changed,
which is what their imports ask for (docs/returning.md has the rules and their sources). With any
other class list, Moodle gets a table for its *grade import*, and Canvas one that its import can
match.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nbgrader.api import SubmittedAssignment
from rich.console import Console

from matml_teach.collecting.people import ClassList, Person, fold, read_class_list
from matml_teach.exceptions import CourseError, UsageError
from matml_teach.grading.course import Course
from matml_teach.grading.results import write_atomically
from matml_teach.grading.table import open_console

Format = Literal["moodle", "canvas", "csv"]
FORMATS: tuple[Format, ...] = ("moodle", "canvas", "csv")

# As nbgrader's own export names them.
_CSV = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_MOODLE = {
    "username": "Username",
    "number": "ID number",
    "email": "Email address",
    "name": "Full name",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Mark:
    """The mark of one student for one assignment, as the gradebook has it.

    Attributes
    ----------
    student : str
        Id in the gradebook.
    assignment : str
        Which.
    raw, penalty, score : float or None
        Points, points taken off for being late, and what is left; None if nothing was graded.
    max_score : float
        Points there are.
    provisional : bool
        Whether an answer still waits for its grader.
    first_name, last_name, email, timestamp, duedate : str
        As in the gradebook.
    """

    student: str
    assignment: str
    raw: float | None
    penalty: float | None
    score: float | None
    max_score: float
    provisional: bool = False
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    timestamp: str = ""
    duedate: str = ""


@dataclass
class Matched:
    """Marks and the people they belong to.

    Attributes
    ----------
    marks : dict
        Id in the class list → mark.
    unmatched : list of (Mark, str)
        Marks that belong to nobody in the list, and why.
    """

    marks: dict[str, Mark]
    unmatched: list[tuple[Mark, str]]


def export(
    course: Path,
    *,
    to_format: Format,
    assignment: str | None = None,
    class_list: Path | None = None,
    to: Path | None = None,
    column: str | None = None,
) -> int:
    """Write the marks in the form that a system imports, and list who is not in it.

    Parameters
    ----------
    course : Path
        Any nbgrader course directory.
    to_format : {"moodle", "canvas", "csv"}
        Which system's columns; ``csv`` has nbgrader's.
    assignment : str, optional
        Which assignment; ``csv`` takes all without it.
    class_list : Path, optional
        Moodle's grading worksheet, Canvas's gradebook, or any list; only ``csv`` does without.
    to : Path, optional
        The file to write; ``<assignment>-<format>.csv`` in the course if not given.
    column : str, optional
        For Canvas, the heading of the assignment's column if it is not the assignment's name.

    Returns
    -------
    int
        0 if every mark is in the file, 1 if some are not (each is listed).

    Raises
    ------
    MatmlError
        For an argument or course that cannot be used; nothing has been written then.
    """
    if to_format not in FORMATS:
        raise UsageError(f"--format {to_format}: there is no such format; {', '.join(FORMATS)}")
    opened = Course(course)
    if class_list is None and to_format != "csv":
        wanted = "grading worksheet" if to_format == "moodle" else "exported gradebook"
        raise UsageError(
            f"say who is who with --class-list; {to_format.capitalize()}'s {wanted} is best"
        )
    names = _which(opened, assignment, everything=to_format == "csv")
    people = None if class_list is None else read_class_list(class_list)
    file = to or opened.root / f"{names[0] if len(names) == 1 else 'marks'}-{to_format}.csv"
    _check_target(file, class_list)
    console = open_console()
    marks = [mark for name in names for mark in read_marks(opened, name)]
    if not any(mark.score is not None for mark in marks):
        raise CourseError(f"{opened.gradebook_name} holds no marks yet; run `matml grade` first")
    troubles = [f"not graded yet: {who}" for who in _ungraded(opened, names, marks)]
    if to_format == "csv":
        table = csv_table(marks, people)
        written = sum(mark.score is not None for mark in marks)
    else:
        matched = match(marks, people)
        troubles += [
            f"not in the file: {mark.student}, {_number(mark.score)} points ({why})"
            for mark, why in matched.unmatched
        ]
        make = moodle_table if to_format == "moodle" else canvas_table
        table, remarks = make(people, matched.marks, names[0], column)
        troubles += remarks
        written = len(matched.marks)
    write_atomically(file, to_text(table))
    for trouble in troubles:
        console.print(trouble, soft_wrap=True, markup=False)
    _print_summary(console, marks, people, written, file)
    return int(bool(troubles))


def read_marks(course: Course, assignment: str) -> list[Mark]:
    """Read the marks of an assignment from the gradebook.

    Parameters
    ----------
    course : Course
        Where.
    assignment : str
        Which.

    Returns
    -------
    list of Mark
        One for every student of the gradebook, by id; the score is None where nothing was
        graded. Late penalties are taken off as ``nbgrader export`` does it.
    """
    with course.gradebook() as gradebook:
        found = gradebook.find_assignment(assignment)
        by_student = {one.student.id: one for one in found.submissions}
        marks = []
        for student in sorted(gradebook.students, key=lambda one: one.id):
            submission = by_student.get(student.id)
            raw, penalty, score = _points(submission)
            marks.append(
                Mark(
                    student.id,
                    assignment,
                    raw,
                    penalty,
                    score,
                    found.max_score,
                    provisional=bool(submission and submission.needs_manual_grade),
                    first_name=student.first_name or "",
                    last_name=student.last_name or "",
                    email=student.email or "",
                    timestamp=str(submission.timestamp or "") if submission else "",
                    duedate=str(found.duedate or ""),
                )
            )
    return marks


def match(marks: Iterable[Mark], people: ClassList) -> Matched:
    """Find the person of the class list for every mark.

    Parameters
    ----------
    marks : iterable of Mark
        Of one assignment.
    people : ClassList
        Who there is.

    Returns
    -------
    Matched
        Every mark is in one of its two parts; a mark is never given to one of two people.
    """
    owners: dict[str, list[Mark]] = {}
    unmatched = []
    for mark in marks:
        if mark.score is None:
            continue
        name = f"{mark.first_name} {mark.last_name}".strip()
        found = people.find([name or mark.student], [mark.student, mark.email])
        if len(found) == 1:
            owners.setdefault(found[0].id, []).append(mark)
        else:
            could_be = ", ".join(person.id for person in found)
            why = f"could be any of: {could_be}" if found else "not in the class list"
            unmatched.append((mark, why))
    for person, several in owners.items():
        if len(several) > 1:
            both = " and ".join(mark.student for mark in several)
            unmatched += [(mark, f"{both} are both {person} of the class list") for mark in several]
    once = {person: several[0] for person, several in owners.items() if len(several) == 1}
    return Matched(once, unmatched)


def moodle_table(
    people: ClassList, marks: dict[str, Mark], assignment: str, column: str | None = None
) -> tuple[list[list[str]], list[str]]:
    """Lay out marks for Moodle.

    Parameters
    ----------
    people : ClassList
        A grading worksheet, which comes back with its grades filled in, or any other list.
    marks : dict
        Id in the class list → mark.
    assignment : str
        Heading of the marks, for the grade import.
    column : str, optional
        Another heading.

    Returns
    -------
    table : list of list of str
        The heading first.
    remarks : list of str
        What Moodle would not take, and what could not be written safely.
    """
    if people.layout == "moodle worksheet":
        return _fill_worksheet(people, marks)
    known = [key for key in _MOODLE if key in people.columns]
    if {"first", "last"} & set(people.columns) and "name" not in known:
        known.append("name")
    table = [[*(_MOODLE[key] for key in known), column or assignment]]
    remarks = []
    for person in people.people:
        # Moodle's grade import would take an empty mark for one to be removed.
        if person.id in marks:
            cells = [getattr(person, key) for key in known]
            keys = [cell for key, cell in zip(known, cells, strict=True) if key != "name"]
            remarks += _unsafe(person, keys)
            score = _number(marks[person.id].score)
            table.append([*map(harmless, cells), score])
    return table, remarks


def _fill_worksheet(people: ClassList, marks: dict[str, Mark]) -> tuple[list[list[str]], list[str]]:
    grade, remarks = people.columns["grade"], []
    maximum = people.columns.get("maximum")
    rows = [[*row, *[""] * (len(people.header) - len(row))] for row in people.rows]
    for person in people.people:
        row = rows[person.row]
        if person.id not in marks:
            continue
        mark = marks[person.id]
        row[grade] = _number(mark.score)
        most = _float(row[maximum]) if maximum is not None else None
        if most is not None and mark.score is not None and mark.score > most:
            remarks.append(
                f"Moodle will not take {row[grade]} points for {person.id}: its assignment has "
                f"{_number(most)} at most; set its maximum grade to {_number(mark.max_score)}"
            )
    for row in rows:
        for key in ("name", "first", "last"):
            if key in people.columns:
                row[people.columns[key]] = harmless(row[people.columns[key]])
    return [people.header, *rows], remarks


def canvas_table(
    people: ClassList, marks: dict[str, Mark], assignment: str, column: str | None = None
) -> tuple[list[list[str]], list[str]]:
    """Lay out marks for Canvas; parameters and results as for :func:`moodle_table`.

    Only the columns that tell who is who and the one of the assignment are written: Canvas leaves
    everything alone that a file does not name.
    """
    heading = column or assignment
    remarks: list[str] = []
    if people.layout == "canvas gradebook":
        who = people.header.index("Section") + 1 if "Section" in people.header else 2
        header, index = people.header[:who], _find_column(people.header, who, heading)
        heading = people.header[index] if index is not None else heading
        rows = {person.row: person for person in people.people}
        old = [row[index] if index is not None and index < len(row) else "" for row in people.rows]
        most = next((o for r, o in zip(people.rows, old, strict=True) if _points_row(r)), "")
        cells = {row: people.rows[row][:who] for row in rows}
    else:
        header, most = list(_CANVAS), ""
        rows = dict(enumerate(people.people))
        old = [""] * len(rows)
        cells = {
            row: [person.name, "", person.number, person.username or person.email, ""]
            for row, person in rows.items()
        }
    everyone = next(iter(marks.values())).max_score if marks else 0.0
    if most and _float(most) != everyone:
        remarks.append(
            f"Canvas has {most} points for {heading!r}, the gradebook {_number(everyone)}: "
            "make them the same, or the percentages are wrong"
        )
    points = most or _number(everyone)
    table = [[*header, heading], ["    Points Possible", *[""] * (len(header) - 1), points]]
    for row, person in rows.items():
        remarks += _unsafe(person, cells[row][1:]) if person.id in marks else []
        # An empty cell would take a mark away that is there already.
        score = _number(marks[person.id].score) if person.id in marks else old[row]
        table.append([*map(harmless, cells[row]), score])
    return table, remarks


def csv_table(marks: Sequence[Mark], people: ClassList | None) -> list[list[str]]:
    """Lay out marks in the columns of ``nbgrader export``; nobody is left out.

    Parameters
    ----------
    marks : sequence of Mark
        Of any assignments.
    people : ClassList, optional
        Adds names, and those of whom the gradebook knows nothing.

    Returns
    -------
    list of list of str
        The heading first. What was not handed in has no score (nbgrader writes 0).
    """
    table = [list(_CSV)]
    for assignment in dict.fromkeys(mark.assignment for mark in marks):
        some = [mark for mark in marks if mark.assignment == assignment]
        seen = set()
        for mark in some:
            found = people.find([mark.student], [mark.student, mark.email]) if people else []
            seen |= {person.id for person in found}
            person = found[0] if len(found) == 1 else None
            numbers = (mark.raw, mark.penalty, mark.score, mark.max_score)
            last, first = mark.last_name, mark.first_name
            if person and not last:
                last = person.name
            table.append(
                [
                    *(mark.assignment, mark.duedate, mark.timestamp, harmless(mark.student)),
                    *map(harmless, (last, first, mark.email or (person.email if person else ""))),
                    *map(_number, numbers),
                ]
            )
        for person in people.people if people else []:
            if person.id not in seen:
                who = [some[0].assignment, some[0].duedate, "", person.id, person.name, ""]
                row = [*who, person.email, "", "", "", _number(some[0].max_score)]
                table.append([*row[:3], *map(harmless, row[3:])])
    return table


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Parameters
    ----------
    cell : str
        Any text: students choose their names.

    Returns
    -------
    str
        With an apostrophe in front if it starts like a formula and is no number.

    Examples
    --------
    >>> harmless("=HYPERLINK(...)"), harmless("-"), harmless("-1.5"), harmless("Ada")
    ("'=HYPERLINK(...)", '-', '-1.5', 'Ada')
    """
    if not cell.lstrip(" ").startswith(_FORMULA) or len(cell.strip()) < 2:
        return cell
    return cell if _float(cell) is not None else f"'{cell}"


def to_text(table: Sequence[Sequence[str]]) -> str:
    """Return a table as CSV, with commas and quotes as RFC 4180 has them."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue()


def _which(course: Course, assignment: str | None, everything: bool) -> list[str]:
    with course.gradebook() as gradebook:
        known = sorted(one.name for one in gradebook.assignments)
    if not known:
        raise CourseError(f"{course.gradebook_name} holds no marks yet; run `matml grade` first")
    listed = ", ".join(known)
    if assignment is None and (everything or len(known) == 1):
        return known
    if assignment is None:
        raise UsageError(f"say which assignment with --assignment; the gradebook has: {listed}")
    if assignment not in known:
        raise UsageError(f"there is no assignment {assignment!r}; the gradebook has: {listed}")
    return [assignment]


def _check_target(file: Path, class_list: Path | None) -> None:
    if not file.absolute().parent.is_dir():
        raise UsageError(f"--to {file}: there is no directory {file.parent}; make it")
    if class_list is not None and file.exists() and file.samefile(class_list):
        raise UsageError(f"{file} is the class list itself; name another file with --to")


def _points(submission: SubmittedAssignment | None) -> tuple[float | None, ...]:
    if submission is None or not submission.notebooks:
        return None, None, None
    penalty = submission.late_submission_penalty or 0.0
    return submission.score, penalty, max(0.0, submission.score - penalty)


def _ungraded(course: Course, names: Sequence[str], marks: Sequence[Mark]) -> list[str]:
    graded = {(mark.assignment, mark.student) for mark in marks if mark.score is not None}
    handed_in = [pair for pair in course.submissions() if pair[0] in names]
    return [f"{student} ({name})" for name, student in handed_in if (name, student) not in graded]


def _find_column(header: Sequence[str], start: int, heading: str) -> int | None:
    """Return the column of this heading, with or without the number Canvas puts behind it."""
    for index in range(start, len(header)):
        title = re.sub(r"\s\(\d+\)$", "", header[index])
        if heading == header[index] or fold(heading) == fold(title):
            return index
    return None


def _points_row(row: Sequence[str]) -> bool:
    return "Points Possible" in row[0]


def _unsafe(person: Person, cells: Iterable[str]) -> list[str]:
    """Say which of the cells that the system matches by had to be changed."""
    return [
        f"{person.name} must be entered by hand: {cell!r} starts like a formula, so it was "
        "written with an apostrophe"
        for cell in cells
        if harmless(cell) != cell
    ]


def _print_summary(
    console: Console, marks: Sequence[Mark], people: ClassList | None, written: int, file: Path
) -> None:
    waiting = sum(mark.provisional and mark.score is not None for mark in marks)
    if waiting:
        console.print(f"{waiting} with answers to grade by hand: these marks are not final")
    without = f", {len(people.people) - written} people without" if people else ""
    console.print(f"{written} marks{without}")
    console.print(f"Written: {file}", soft_wrap=True, markup=False)


def _number(value: float | None) -> str:
    """Return points with up to five decimals, which is what Moodle keeps."""
    return "" if value is None else f"{round(value, 5) + 0.0:.10g}"


def _float(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
