"""From the files of a download to one submission per person: whose, which attempt, which files.

Nothing is guessed. A name that fits two people, or two submissions that could both be somebody's,
are put before the lecturer instead.
"""

import datetime
import functools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from matml_teach.collecting import archive
from matml_teach.collecting.archive import Entry
from matml_teach.collecting.names import Handed, Lms, Reading, parse_time
from matml_teach.collecting.people import ClassList, Person, fold, id_from_name, safe_id
from matml_teach.exceptions import UsageError

Trouble = Literal["", "unknown", "twice", "empty", "refused"]

_LATER = re.compile(r"\d|copy|kopie|final|new|neu")
_LARGEST_TO_LOOK_INTO = 2**26
_BLIND = re.compile(r"participant|teilnehmer/?in", re.IGNORECASE)


@dataclass
class Submission:
    """What one person handed in.

    Attributes
    ----------
    student : str
        The id, which is the directory in ``submitted/``.
    name : str
        For people.
    files : dict
        Path inside the submission → the file of the download.
    when : datetime.datetime or None
        In UTC; None if neither the download nor the class list says.
    late : bool
        Whether the system marked it as late.
    trouble : str
        Why it cannot be collected; empty if it can.
    remarks : list of str
        What the lecturer should know, a phrase each.
    """

    student: str
    name: str
    files: dict[str, Entry] = field(default_factory=dict)
    when: datetime.datetime | None = None
    late: bool = False
    trouble: Trouble = ""
    remarks: list[str] = field(default_factory=list)


def choose(
    reading: Reading,
    lms: Lms,
    notebooks: Mapping[str, frozenset[str]],
    class_list: ClassList | None,
    zone: datetime.tzinfo,
) -> list[Submission]:
    """Make one submission per person.

    Parameters
    ----------
    reading : Reading
        The files, as their names were understood.
    lms : {"moodle", "canvas", "blackboard", "folder"}
        Where they come from.
    notebooks : mapping
        The notebooks of the assignment (without ``.ipynb``) → the grade ids of their cells.
    class_list : ClassList, optional
        Who there is.
    zone : datetime.tzinfo
        Of the times in the class list.

    Returns
    -------
    list of Submission
        By name; those in trouble among them. The missing are not: see :func:`missing`.
    """
    owners: dict[tuple[str, ...], list[Handed]] = {}
    for handed in reading.handed:
        owners.setdefault(_owner(handed, lms), []).append(handed)
    named = [(_name(files[0]), files) for files in owners.values()]
    submissions: list[Submission] = []
    if class_list is None:
        ids = _ids([(name, files[0]) for name, files in named], lms)
        for (name, files), student in zip(named, ids, strict=True):
            submissions.append(_assemble(student, name, files, notebooks))
    else:
        groups: dict[str, list[list[Handed]]] = {}
        for name, files in named:
            people = _find(class_list, files[0], lms)
            if len(people) == 1:
                groups.setdefault(people[0].id, []).append(files)
            else:
                submissions.append(_nobody(name, people, class_list))
        known = {person.id: person for person in class_list.people}
        submissions += [
            _of_person(known[student], several, notebooks, zone)
            for student, several in groups.items()
        ]
    return sorted(submissions, key=lambda one: (fold(one.name), one.student))


def missing(submissions: Iterable[Submission], class_list: ClassList) -> list[Person]:
    """Return who is in the class list, but not in the download.

    Parameters
    ----------
    submissions : iterable of Submission
        What was handed in.
    class_list : ClassList
        Who there is.

    Returns
    -------
    list of Person
        In the order of the list.
    """
    there = {one.student for one in submissions}
    return [person for person in class_list.people if person.id not in there]


def _owner(handed: Handed, lms: Lms) -> tuple[str, ...]:
    """Return what the system itself tells people apart by."""
    return (
        (handed.participant,)
        if lms in ("moodle", "canvas") and handed.participant
        else (handed.student,)
    )


def _name(handed: Handed) -> str:
    if _BLIND.fullmatch(handed.student):
        return f"{handed.student} {handed.participant}"
    return handed.name or handed.student


def _find(class_list: ClassList, handed: Handed, lms: Lms) -> list[Person]:
    if lms == "canvas" and (found := class_list.find(participant=handed.participant)):
        return found  # Canvas's numbers are for good; Moodle's are other ones in each assignment
    blind = _BLIND.fullmatch(handed.student) or handed.student.startswith("anon_")
    names = [] if blind else [name for name in (handed.name, handed.student) if name]
    codes = [handed.student] if lms in ("blackboard", "folder") else []
    found = class_list.find(names, codes, handed.participant)
    if found or lms != "folder":
        return found
    # "Anna M (123456)", "amueller_final": a part of it may be what the list knows.
    words = re.findall(r"[\w.-]+", handed.student.replace("_", " "))
    people = {person.id: person for word in words for person in class_list.find(codes=[word])}
    return list(people.values())


def _nobody(name: str, people: Sequence[Person], class_list: ClassList) -> Submission:
    if people:
        could_be = ", ".join(person.id for person in people)
        return Submission("", name, trouble="twice", remarks=[f"could be any of: {could_be}"])
    remark = "not in the class list"
    if closest := class_list.closest(name):
        remark += f"; closest: {closest.name} ({closest.id})"
    return Submission("", name, trouble="unknown", remarks=[remark])


def _ids(people: Sequence[tuple[str, Handed]], lms: Lms) -> list[str]:
    """Return an id for each when there is no class list; nobody shares one."""
    by_name = lms in ("moodle", "canvas")
    ids = [
        (id_from_name(name) if by_name else safe_id(handed.student)) or "nameless"
        for name, handed in people
    ]
    folded = [student.casefold() for student in ids]
    for index, (_, handed) in enumerate(people):
        if folded.count(folded[index]) > 1:
            ids[index] += f"-{handed.participant or folded[:index].count(folded[index]) + 1}"
    return ids


def _of_person(
    person: Person,
    several: Sequence[list[Handed]],
    notebooks: Mapping[str, frozenset[str]],
    zone: datetime.tzinfo,
) -> Submission:
    choices = [_assemble(person.id, person.name, files, notebooks) for files in several]
    usable = [choice for choice in choices if not choice.trouble] or choices[:1]
    chosen = usable[0]
    if any(_contents(other) != _contents(chosen) for other in usable[1:]):
        where = ", ".join(sorted(repr(_name(files[0])) for files in several))
        return Submission(
            person.id,
            person.name,
            trouble="twice",
            remarks=[f"handed in as {where}, and they differ: take one out"],
        )
    if chosen.when is None and person.submitted:
        chosen.when = parse_time(person.submitted, zone)
    return chosen


def _contents(submission: Submission) -> dict[str, bytes]:
    return {path: entry.read() for path, entry in submission.files.items()}


def _assemble(
    student: str, name: str, files: Sequence[Handed], notebooks: Mapping[str, frozenset[str]]
) -> Submission:
    """Take the latest attempt that holds a notebook."""
    submission = Submission(student, name, late=any(handed.late for handed in files))
    attempts = sorted({handed.attempt for handed in files}, reverse=True)
    for attempt in attempts:
        chosen = [handed for handed in files if handed.attempt == attempt]
        unpacked, refused = _unpack([handed for handed in chosen if handed.file])
        submission.remarks += refused
        books = [one for one in unpacked if one.file.lower().endswith(".ipynb")]
        full = [one for one in books if one.entry.size > 0]
        if not full:
            what = "an empty notebook" if books else "no notebook"
            when = f" in the attempt of {attempt}" if len(attempts) > 1 else ""
            submission.remarks.append(f"{what}{when}")
            submission.trouble = "refused" if refused else submission.trouble or "empty"
            continue
        submission.trouble = ""
        if len(attempts) > 1:
            place = "the latest" if attempt == attempts[0] else f"that of {attempt}"
            submission.remarks.append(f"{len(attempts)} attempts, {place} taken")
        submission.when = max((one.when for one in chosen if one.when), default=None)
        submission.files, remarks = _arrange(full, unpacked, notebooks)
        submission.remarks += remarks
        break
    return submission


def _unpack(files: Sequence[Handed]) -> tuple[list[Handed], list[str]]:
    """Open the zip archives that students handed in; an archive inside one stays closed.

    Returns
    -------
    files : list of Handed
        With what the archives hold in their place.
    refused : list of str
        A remark for each archive that is not as it should be.
    """
    unpacked, refused = [], []
    for handed in files:
        if not handed.file.lower().endswith(".zip"):
            unpacked.append(handed)
            continue
        try:
            inside = _open(handed.entry, handed.file)
            for entry in inside.values():
                entry.read()  # a damaged one shows now
        except UsageError as error:
            refused.append(str(error))
            continue
        for parts, entry in inside.items():
            lazy = Entry(parts, entry.size, functools.partial(_read_inside, handed, parts))
            unpacked.append(replace(handed, entry=lazy, file=entry.path))
    return unpacked, refused


@functools.lru_cache(maxsize=1)
def _open(entry: Entry, called: str) -> dict[tuple[str, ...], Entry]:
    """Open a student's archive; only the last one is kept, as a class's would fill the memory."""
    inside = archive.unzip(entry.read(), called, archive.MOST_BYTES_OF_A_STUDENT)
    return {one.parts: one for one in inside}


def _read_inside(handed: Handed, parts: tuple[str, ...]) -> bytes:
    return _open(handed.entry, handed.file)[parts].read()


def _arrange(
    books: Sequence[Handed], files: Sequence[Handed], notebooks: Mapping[str, frozenset[str]]
) -> tuple[dict[str, Entry], list[str]]:
    """Give the notebooks their names and everything else its place beside them.

    Returns
    -------
    files : dict
        Path inside the submission → file.
    remarks : list of str
        What was renamed and left out.
    """
    arranged: dict[str, Entry] = {}
    remarks: list[str] = []
    left = list(books)
    bases = set()
    for expected in sorted(notebooks):
        found = [book for book in left if _is_called(book, expected, notebooks)]
        found = found or [book for book in left if _holds(book, expected, notebooks)]
        if not found:
            continue
        best = max(found, key=lambda book: (book.order, _stem(book) == expected, book.file))
        arranged[f"{expected}.ipynb"] = best.entry
        bases.add(best.file.rpartition("/")[0])
        if _stem(best) != expected:
            remarks.append(f"{best.file} taken as {expected}.ipynb")
        left.remove(best)
    if not arranged:
        remarks.append("no notebook of this assignment")
        for book in left:
            place = _place(book.file, "")
            if _is_free(place, arranged):
                arranged[place] = book.entry
    elif left:
        remarks.append("left out: " + ", ".join(sorted(book.file for book in left)))
    for handed in files:
        place = _place(handed.file, min(bases, default=""))
        if _belongs(place, arranged):
            arranged[place] = handed.entry
    return arranged, remarks


def _belongs(place: str, arranged: Mapping[str, Entry]) -> bool:
    """Return whether a file that is no notebook may go into the submission."""
    last = place.rpartition("/")[2].casefold()
    # Whoever could hand in a time stamp could be in time whenever they like.
    return last != "timestamp.txt" and not last.endswith(".ipynb") and _is_free(place, arranged)


def _is_free(place: str, arranged: Mapping[str, Entry]) -> bool:
    """Return whether a file can be there: nothing of its name, and no file where a folder is."""
    parts = tuple(place.casefold().split("/"))
    if any(part.startswith(".") or part == "" for part in parts):
        return False
    there = [tuple(other.casefold().split("/")) for other in arranged]
    return not any(parts[: len(other)] == other or other[: len(parts)] == parts for other in there)


def _place(file: str, base: str) -> str:
    """Return where a file goes, beside the notebook that it lay beside."""
    if base and file.startswith(f"{base}/"):
        file = file[len(base) + 1 :]
    parts = [re.sub(r'[<>:"|?*\\]', "_", part).strip() for part in file.split("/")]
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _stem(book: Handed) -> str:
    return book.file.rpartition("/")[2][: -len(".ipynb")]


def _is_called(book: Handed, expected: str, notebooks: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a file has the notebook's name, or "name (1)", "Copy of name", ..."""
    stem = _stem(book)
    if stem != expected and stem in notebooks:
        return False
    name = re.sub("^(?:copyof|kopievon)", "", fold(stem))
    if not name.startswith(fold(expected)):
        return False
    return _LATER.sub("", name[len(fold(expected)) :]) == ""


def _holds(book: Handed, expected: str, notebooks: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a file of another name has at least half of the notebook's graded cells."""
    wanted = notebooks[expected]
    if book.entry.size > _LARGEST_TO_LOOK_INTO:
        return False
    return bool(wanted) and 2 * len(wanted & grade_ids(book.entry.read())) >= len(wanted)


def grade_ids(content: bytes) -> frozenset[str]:
    """Return the grade ids of a notebook's cells; none if it is no notebook.

    Parameters
    ----------
    content : bytes
        An ``.ipynb`` file.

    Returns
    -------
    frozenset of str
        The ``grade_id`` of every cell that nbgrader knows.
    """
    try:
        cells = json.loads(content)["cells"]
        return frozenset(
            str(cell["metadata"]["nbgrader"]["grade_id"])
            for cell in cells
            if "grade_id" in cell.get("metadata", {}).get("nbgrader", {})
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return frozenset()
