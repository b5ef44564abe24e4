"""``matml collect``: read a download, write ``submitted/``, say who is missing."""

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import MissingEntry
from rich.console import Console
from rich.table import Table
from rich.text import Text

from matml_teach.collecting.archive import read_download
from matml_teach.collecting.choose import Submission, choose, grade_ids, missing
from matml_teach.collecting.names import SYSTEMS, Lms, read_names, time_zone
from matml_teach.collecting.people import ClassList, Person, read_class_list
from matml_teach.collecting.store import BACKUPS, Outcome, store
from matml_teach.exceptions import UsageError
from matml_teach.grading.course import Course
from matml_teach.grading.table import open_console

# Up to this size everybody is in the table; of a larger class only who needs a look.
_SMALL_CLASS = 30

_WORDS = {
    "new": "collected",
    "unchanged": "unchanged",
    "replaced": "replaced",
    "differs": "not replaced",
    "older": "not replaced",
}
_REASONS = {
    "differs": "another submission is there: --update takes this one and keeps a copy",
    "older": "what is there was handed in later",
    "replaced": f"the one before is in {BACKUPS}/",
}

_NO_TIMES = {
    "moodle": "give Moodle's grading worksheet as --class-list, which has them; "
    "until then nobody counts as late.",
    "canvas": "Canvas only marks who is late; see the table.",
    "blackboard": "nobody counts as late.",
    "folder": "put a timestamp.txt beside a notebook if somebody was late.",
}


def collect(
    course: Path,
    download: Path,
    *,
    lms: Lms,
    assignment: str | None = None,
    class_list: Path | None = None,
    update: bool = False,
    timezone: str | None = None,
) -> int:
    """Put the submissions of a download into ``submitted/`` and print who is missing.

    Parameters
    ----------
    course : Path
        Any nbgrader course directory.
    download : Path
        A zip archive or a folder.
    lms : {"moodle", "canvas", "blackboard", "folder"}
        Where it comes from.
    assignment : str, optional
        Which assignment; may be left out where the course has only one.
    class_list : Path, optional
        A CSV file with the people of the course.
    update : bool
        Whether a submission that differs takes the place of the one that is there.
    timezone : str, optional
        Name of the time zone of the system's times, such as ``Europe/London``; this machine's
        if not given.

    Returns
    -------
    int
        0 if everything that was handed in is in ``submitted/``, 1 if something needs a look.

    Raises
    ------
    MatmlError
        For an argument, course or download that cannot be used; nothing has been written then.
    """
    if lms not in SYSTEMS:
        raise UsageError(f"--lms {lms}: there is no such system; it is {', '.join(SYSTEMS)}")
    zone = time_zone(timezone)
    if zone is None:
        raise UsageError(f"--timezone {timezone} is not known; write it like Europe/London")
    opened = Course(course)
    name = _which(opened, assignment)
    people = None if class_list is None else read_class_list(class_list)
    entries = read_download(download)
    if not entries:
        raise UsageError(f"{download} is empty; download it again")
    reading = read_names(
        entries, lms, name, zone, lambda who: bool(people and people.find([who], [who]))
    )
    if not reading.handed:
        raise UsageError(
            f"{download} holds no file that is named as {_system(lms)} names them; "
            "is --lms the right one?"
        )
    submissions = choose(reading, lms, _notebooks(opened, name), people, zone)
    for submission in submissions:  # a damaged archive shows now, before anything is written
        for entry in submission.files.values():
            entry.read()
    outcomes = _write(opened, name, submissions, update)
    absent = [] if people is None else missing(submissions, people)
    console = open_console()
    _print_table(console, opened, name, submissions, outcomes, absent)
    for entry in reading.strange:
        console.print(f"not understood: {entry.path}", soft_wrap=True, markup=False)
    _print_summary(console, opened, name, submissions, outcomes, absent, people, lms)
    bad = [one for one in submissions if one.trouble not in ("", "empty")]
    waiting = [outcome for outcome in outcomes.values() if outcome == "differs"]
    return int(bool(bad or waiting or reading.strange))


def _which(course: Course, assignment: str | None) -> str:
    known = course.assignments()
    if assignment is None and len(known) == 1:
        return known[0]
    listed = f"it has: {', '.join(known)}" if known else "its source/ is empty"
    if assignment is None:
        raise UsageError(f"say which assignment with --assignment; {listed}")
    if assignment not in known:
        raise UsageError(f"there is no assignment {assignment!r} in {course.root}; {listed}")
    return assignment


def _notebooks(course: Course, assignment: str) -> dict[str, frozenset[str]]:
    """Return the assignment's notebooks → the grade ids of their cells."""
    for step in ("source", "release"):
        files = sorted(course.directory(step, ".", assignment).glob("*.ipynb"))
        if files:
            return {file.stem: grade_ids(file.read_bytes()) for file in files}
    return {name: frozenset() for name in course.notebooks(assignment)}


def _write(
    course: Course, assignment: str, submissions: Sequence[Submission], update: bool
) -> dict[str, Outcome]:
    """Write the submissions; return student → what became of theirs."""
    now = datetime.datetime.now(datetime.UTC)
    outcomes: dict[str, Outcome] = {}
    for submission in submissions:
        if submission.trouble:
            continue
        target = course.directory("submitted", submission.student, assignment)
        files = {path: entry.read() for path, entry in submission.files.items()}
        outcomes[submission.student] = store(target, files, submission.when, update=update, now=now)
    return outcomes


def _print_table(
    console: Console,
    course: Course,
    assignment: str,
    submissions: Sequence[Submission],
    outcomes: dict[str, Outcome],
    absent: Sequence[Person],
) -> None:
    table = Table(title=f"Submissions of {assignment}", title_justify="left")
    for heading in ("student", "name", "status", "handed in (UTC)", "remarks"):
        table.add_column(heading, overflow="fold")
    due = _due(course, assignment)
    everybody = len(submissions) + len(absent) <= _SMALL_CLASS
    for one in submissions:
        outcome = outcomes.get(one.student) if not one.trouble else None
        word = one.trouble or _WORDS[outcome]
        remarks = [*one.remarks, *([_REASONS[outcome]] if outcome in _REASONS else [])]
        late = one.late or bool(due and one.when and one.when.replace(tzinfo=None) > due)
        remarks = ["late", *remarks] if late else remarks
        if everybody or one.trouble or remarks:
            when = f"{one.when:%Y-%m-%d %H:%M}" if one.when else "–"
            style = "red" if one.trouble else "yellow" if remarks else None
            row = [one.student or "–", one.name, word, when, "; ".join(remarks)]
            table.add_row(*map(Text, row), style=style)
    for person in absent:
        row = [person.id, person.name, "missing", "–", ""]
        table.add_row(*map(Text, row), style="red")
    if table.row_count:
        console.print(table)


def _print_summary(
    console: Console,
    course: Course,
    assignment: str,
    submissions: Sequence[Submission],
    outcomes: dict[str, Outcome],
    absent: Sequence[Person],
    people: ClassList | None,
    lms: Lms,
) -> None:
    counts = Counter(_WORDS[outcome] for outcome in outcomes.values())
    counts.update(one.trouble for one in submissions if one.trouble)
    counts["missing"] = len(absent)
    order = (*dict.fromkeys(_WORDS.values()), "unknown", "twice", "empty", "refused", "missing")
    console.print(", ".join(f"{counts[word]} {word}" for word in order if counts[word]))
    if people is None:
        console.print(
            "No class list: nobody can be missing, and the ids come from the names. "
            "Give one with --class-list.",
            soft_wrap=True,
        )
    else:
        known = {person.id for person in people.people}
        there = [student for name, student in course.submissions() if name == assignment]
        if others := sorted(set(there) - known):
            console.print(
                f"Also in submitted/, but no id of the class list: {', '.join(others)}",
                soft_wrap=True,
                markup=False,
            )
    if outcomes and not any(one.when for one in submissions):
        console.print(f"No times of handing in: {_NO_TIMES[lms]}", soft_wrap=True)
    target = course.directory("submitted", "*", assignment)
    console.print(f"Submissions: {target}", soft_wrap=True, markup=False)


def _due(course: Course, assignment: str) -> datetime.datetime | None:
    """Return the assignment's due date (UTC, as nbgrader keeps it)."""
    with course.gradebook() as gradebook:
        try:
            return gradebook.find_assignment(assignment).duedate
        except MissingEntry:
            return None


def _system(lms: Lms) -> str:
    return "a folder of students" if lms == "folder" else lms.capitalize()
