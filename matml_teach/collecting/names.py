"""What the file names of each learning management system say.

==========  ====================================================================================
Moodle      ``Full Name_123456_assignsubmission_file[_]/anything`` or all in one folder as
            ``Full Name_123456_assignsubmission_file_anything``. 123456 is the participant's
            number in this assignment. (mod/assign/classes/downloader.php)
Canvas      ``surnamename[_LATE]_1234_5678_anything``: the person's number, then the file's,
            which grows with every attempt. (lib/content_zipper.rb)
Blackboard  ``Assignment_user_attempt_2026-11-20-13-22-10_anything``, and beside it the receipt
            ``Assignment_user_attempt_2026-11-20-13-22-10.txt``. (nbgrader's documentation of
            ``zip_collect``; help.blackboard.com, *Download assignments*)
folder      ``student/anything``, nbgrader's ``student/assignment/anything``, or flat files
            named by student with or without the assignment's name.
==========  ====================================================================================

The reading itself is nbgrader's: each system is a ``FileNameCollectorPlugin`` with the regular
expression for its names.
"""

import datetime
import re
import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import dateutil.parser
from nbgrader.plugins import FileNameCollectorPlugin

from matml_teach.collecting.archive import Entry
from matml_teach.collecting.people import fold

Lms = Literal["moodle", "canvas", "blackboard", "folder"]
SYSTEMS: tuple[Lms, ...] = ("moodle", "canvas", "blackboard", "folder")


@dataclass(frozen=True)
class Handed:
    """One file that somebody handed in.

    Attributes
    ----------
    entry : Entry
        The file in the download.
    student : str
        What the system calls the person: a name or a user name.
    name : str
        The person's name, if the system says it besides.
    file : str
        The name the student gave it, with its directories.
    participant : str
        The system's number of the person; empty if there is none.
    attempt : str
        Orders the attempts of a person; empty if the system keeps the last one only.
    when : datetime.datetime or None
        When it was handed in, in UTC, if the download says.
    order : int
        Orders the files of an attempt: the later is the larger.
    late : bool
        Whether the system marks it as late.
    """

    entry: Entry
    student: str
    file: str
    name: str = ""
    participant: str = ""
    attempt: str = ""
    when: datetime.datetime | None = None
    order: int = 0
    late: bool = False


@dataclass
class Reading:
    """What was understood of a download.

    Attributes
    ----------
    handed : list of Handed
        Files with a person to them.
    strange : list of Entry
        Files that are not named as this system names them.
    """

    handed: list[Handed] = field(default_factory=list)
    strange: list[Entry] = field(default_factory=list)


class _Moodle(FileNameCollectorPlugin):
    named_regexp = (
        r"(?P<student_id>[^_/]*)_(?P<participant>\d+)"
        r"_assignsubmission_(?P<kind>[a-z]+)(?:_?/|_)(?P<file_id>.+)"
    )


class _Canvas(FileNameCollectorPlugin):
    named_regexp = (
        r"(?:(?P<anonymous>anon_[^_]+)|(?P<student_id>(?!anon_).+?))(?P<late>_LATE)?"
        r"(?(anonymous)|_(?P<participant>\d+))_(?P<order>\d+)_(?P<file_id>.+)"
    )


class _Blackboard(FileNameCollectorPlugin):
    named_regexp = (
        # The first "_attempt_" is Blackboard's own: a student's file name may hold another.
        r"(?P<student_id>.+?)_attempt_(?P<attempt>\d{4}(?:-\d\d){5})"
        r"(?:_(?P<file_id>.+)|(?P<receipt>\.txt)$)"
    )


def read_names(
    entries: Sequence[Entry],
    lms: Lms,
    assignment: str,
    zone: datetime.tzinfo,
    is_person: Callable[[str], bool] = lambda name: False,
) -> Reading:
    """Understand the file names of a download.

    Parameters
    ----------
    entries : sequence of Entry
        Its files.
    lms : {"moodle", "canvas", "blackboard", "folder"}
        Where it comes from.
    assignment : str
        Which assignment it is.
    zone : datetime.tzinfo
        The time zone of times that do not say theirs.
    is_person : callable
        Whether the class list knows a name; settles what an outermost folder is.

    Returns
    -------
    Reading
        Every file is in one of its two lists, save receipts and ``timestamp.txt``.
    """
    if lms == "folder":
        return _read_folder(entries, assignment, zone, is_person)
    if lms == "blackboard":
        return _read_blackboard(entries, zone)
    plugin = _Moodle() if lms == "moodle" else _Canvas()
    reading = Reading()
    for entry in entries:
        found = _match(plugin, entry)
        if not found:
            reading.strange.append(entry)
            continue
        student = found.get("anonymous") or found["student_id"]
        reading.handed.append(
            Handed(
                entry,
                student.strip(),
                found["file_id"],
                participant=found.get("participant") or "",
                order=int(found.get("order") or 0),
                late=bool(found.get("late")),
            )
        )
    return reading


def _match(plugin: FileNameCollectorPlugin, entry: Entry) -> dict[str, str] | None:
    """Match the path from the first directory on that is named by the system."""
    for depth in range(len(entry.parts)):
        # nbgrader's own `collect` also drops what is no notebook; a receipt is none.
        if found := plugin._match("/".join(entry.parts[depth:])):
            return found
    return None


def _read_blackboard(entries: Sequence[Entry], zone: datetime.tzinfo) -> Reading:
    reading, plugin = Reading(), _Blackboard()
    receipts: dict[tuple[str, str], _Receipt] = {}
    for entry in entries:
        found = _match(plugin, entry)
        if not found:
            reading.strange.append(entry)
            continue
        whose, attempt = found["student_id"], found["attempt"]
        if found["receipt"]:
            receipts[whose, attempt] = _read_receipt(entry, zone)
        # A receipt stands for the attempt, also when no file was handed in with it.
        file = found["file_id"] or ""
        reading.handed.append(Handed(entry, whose, file, attempt=attempt))
    for index, handed in enumerate(reading.handed):
        receipt = receipts.get((handed.student, handed.attempt), _Receipt())
        named = datetime.datetime.strptime(handed.attempt, "%Y-%m-%d-%H-%M-%S")
        when = receipt.when or _utc(named.replace(tzinfo=zone))
        # "Assignment_user": both may hold underscores, but the receipt tells the user.
        user = receipt.user if handed.student.endswith(f"_{receipt.user}") else ""
        user = user or handed.student.rpartition("_")[2]
        reading.handed[index] = replace(handed, student=user, name=receipt.name, when=when)
    return reading


@dataclass(frozen=True)
class _Receipt:
    """What Blackboard's text file beside an attempt says."""

    name: str = ""
    user: str = ""
    when: datetime.datetime | None = None


def _read_receipt(entry: Entry, zone: datetime.tzinfo) -> _Receipt:
    """Read "Name: Ada Byron (abyron)" and "Date Submitted: Friday, 20 November 2026 ... GMT"."""
    # Only the beginning: below it the student's own comments follow.
    lines = entry.read().decode("utf-8-sig", errors="replace").splitlines()[:6]
    said = dict(line.partition(":")[::2] for line in lines if ":" in line)
    person = re.fullmatch(r"\s*(.+?)\s*\((\S+)\)\s*", said.get("Name", ""))
    name, user = person.groups() if person else ("", "")
    return _Receipt(name, user, parse_time(said.get("Date Submitted", ""), zone))


def parse_time(text: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    """Read a time as systems write it.

    Parameters
    ----------
    text : str
        Such as "Friday, 20 November 2026, 1:22 PM".
    zone : datetime.tzinfo
        The time zone if the text names none (or one that is not known here).

    Returns
    -------
    datetime.datetime or None
        In UTC; None if it is no time ("-", or another language's).

    Examples
    --------
    >>> print(parse_time("Friday, 20 November 2026, 1:22 PM", datetime.UTC))
    2026-11-20 13:22:00+00:00
    """
    try:
        when = dateutil.parser.parse(
            text.replace("o'clock", " "), tzinfos=_named_zone, ignoretz=False
        )
    except (ValueError, OverflowError):
        return None
    return _utc(when if when.tzinfo else when.replace(tzinfo=zone))


def _named_zone(name: str | None, offset: int | None) -> datetime.tzinfo | None:
    if offset is not None:
        return datetime.timezone(datetime.timedelta(seconds=offset))
    hours = {"GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2}.get(name or "")
    return None if hours is None else datetime.timezone(datetime.timedelta(hours=hours))


def time_zone(name: str | None) -> datetime.tzinfo | None:
    """Return the zone of that name, this machine's without a name, None if there is none."""
    if name is None:
        return dateutil.tz.tzlocal()
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _utc(when: datetime.datetime) -> datetime.datetime:
    return when.astimezone(datetime.UTC)


def _read_folder(
    entries: Sequence[Entry],
    assignment: str,
    zone: datetime.tzinfo,
    is_person: Callable[[str], bool],
) -> Reading:
    reading = Reading()
    times: dict[str, datetime.datetime | None] = {}
    skip = _outermost(entries, assignment, is_person)
    for entry in entries:
        parts = entry.parts[skip:]
        if len(parts) == 1:
            student = _without_assignment(parts[0], assignment)
            if student and parts[0].lower().endswith((".ipynb", ".zip")):
                reading.handed.append(Handed(entry, student, parts[0]))
            else:
                reading.strange.append(entry)
            continue
        # nbgrader's own layout has the assignment between the student and the files.
        inside = parts[2:] if fold(parts[1]) == fold(assignment) and parts[2:] else parts[1:]
        if inside == ("timestamp.txt",):
            times[parts[0]] = parse_time(entry.read()[:200].decode("utf-8", "replace"), zone)
        else:
            reading.handed.append(Handed(entry, parts[0], "/".join(inside)))
    reading.handed = [replace(h, when=times.get(h.entry.parts[skip])) for h in reading.handed]
    return reading


def _outermost(entries: Sequence[Entry], assignment: str, is_person: Callable[[str], bool]) -> int:
    """Return 1 if the one outermost folder holds everybody rather than being somebody's."""
    first = {entry.parts[0] for entry in entries}
    inside = [entry.parts[1:] for entry in entries]
    if len(first) != 1 or not all(inside) or is_person(*first):
        return 0
    folders = {parts[0] for parts in inside if len(parts) > 1}
    books = [parts[0] for parts in inside if len(parts) == 1 and parts[0].endswith(".ipynb")]
    if any(fold(name) == fold(assignment) for name in folders):
        return 0
    named = [book for book in books if _without_assignment(book, assignment)]
    return int(not books if folders else len(named) > 1)


def _without_assignment(file: str, assignment: str) -> str:
    """Return the student in a file name: what is left without the assignment's name.

    Examples
    --------
    >>> names = ("ada.ipynb", "01-data_ada.ipynb", "ada 01-data.ipynb", "01-data.ipynb")
    >>> [_without_assignment(name, "01-data") for name in names]
    ['ada', 'ada', 'ada', '']
    """
    stem = file.rpartition(".")[0]
    name = re.escape(assignment)
    stem = re.sub(rf"^{name}(?:[ _-]+|$)|[ _-]+{name}$", "", stem, count=1, flags=re.IGNORECASE)
    return stem.strip(" _-")
