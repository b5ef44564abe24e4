"""The class list: who is in the course, and whose name a file bears.

A class list is any CSV file that a learning management system exports: Moodle's participants or
grading worksheet, Canvas's gradebook, Blackboard's grade centre, or one written by hand. Columns
are known by their headings, in English or German.
"""

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from matml_teach.exceptions import UsageError

Layout = Literal["moodle worksheet", "canvas gradebook", "other"]

# What a column means ← its headings, folded as `fold` does it.
_HEADINGS = {
    "id": "id nbgraderid",
    "username": "username user sisloginid loginid login benutzername anmeldename kennung",
    "number": "idnumber studentid sisuserid studentnumber matriculationnumber collegeid cid "
    "matrikelnummer idnummer",
    "email": "emailaddress email mail emailadresse epost",
    "first": "firstname first givenname forename vorname",
    "last": "lastname surname last familyname nachname",
    "name": "fullname name student vollstandigername",
    "participant": "identifier",
    "submitted": "lastmodifiedsubmission zuletztgeandertabgabe",
    "grade": "grade bewertung",
    "maximum": "maximumgrade maximalebewertung",
}

# Moodle's grading worksheet knows people as "Participant 123456".
_PARTICIPANT = re.compile(r"(?:Participant|Teilnehmer/in) *(\d+)", re.IGNORECASE)

# Letters that Unicode does not take apart, as passports write them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def fold(text: str) -> str:
    r"""Return the letters and digits of a text alone: small, without accents, in any alphabet.

    Parameters
    ----------
    text : str
        A name, a heading, ...

    Returns
    -------
    str
        What can be compared.

    Examples
    --------
    >>> fold("Müller, Zoë-Anna"), fold("Mu\u0308ller Zoe\u0308 Anna"), fold("Łukasz Straße")
    ('mullerzoeanna', 'mullerzoeanna', 'lukaszstrasse')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(letter for letter in plain if letter.isalnum())


@dataclass(frozen=True)
class Person:
    """One line of a class list.

    Attributes
    ----------
    id : str
        The directory in ``submitted/`` and the student in the gradebook.
    name : str
        For people.
    email, username, number, participant : str
        What systems know the person by; empty if the list does not say.
    submitted : str
        When the list says they handed in (Moodle's grading worksheet does), as it says it.
    row : int
        Which line of the list, the first person being 0.
    """

    id: str
    name: str
    email: str = ""
    username: str = ""
    number: str = ""
    participant: str = ""
    submitted: str = ""
    row: int = 0
    names: frozenset[str] = field(default=frozenset(), repr=False)


class ClassList:
    """The people of a course and the table they come from.

    Parameters
    ----------
    people : sequence of Person
        In the order of the list.
    header, rows : list
        The table as it was read, for those who hand it back filled in.
    columns : dict
        Meaning (``email``, ``grade``, ...) → column.
    """

    def __init__(
        self,
        people: Sequence[Person],
        header: list[str],
        rows: list[list[str]],
        columns: dict[str, int],
    ) -> None:
        self.people = list(people)
        self.header = header
        self.rows = rows
        self.columns = columns
        self._by_participant: dict[str, set[int]] = {}
        self._by_code: dict[str, set[int]] = {}
        self._by_name: dict[str, set[int]] = {}
        for index, person in enumerate(self.people):
            codes = [person.id, person.username, person.number, person.email]
            codes.append(person.email.partition("@")[0])
            if person.participant:
                self._by_participant.setdefault(person.participant, set()).add(index)
            for code in filter(None, codes):
                self._by_code.setdefault(_code(code), set()).add(index)
            for name in person.names:
                self._by_name.setdefault(name, set()).add(index)

    @property
    def layout(self) -> Layout:
        """Which system's own table this is, so that it can be filled in and handed back."""
        if [fold(text) for text in self.header[:2]] == ["student", "id"]:
            return "canvas gradebook"
        worksheet = {"participant", "grade"} <= set(self.columns)
        return "moodle worksheet" if worksheet else "other"

    def find(
        self, names: Iterable[str] = (), codes: Iterable[str] = (), participant: str = ""
    ) -> list[Person]:
        """Return the people that any of these could mean.

        Parameters
        ----------
        names : iterable of str
            Full names, in whichever order and spelling of umlauts.
        codes : iterable of str
            E-mail addresses, user names, ID numbers, student ids. They count before names.
        participant : str
            The number that Moodle or Canvas gives a person. It counts first, unless the name
            is another's: Moodle gives other numbers in every assignment.

        Returns
        -------
        list of Person
            Empty if nobody; several if it is not enough to tell.
        """
        keys = frozenset().union(*map(name_keys, names))
        numbered = [self.people[k] for k in sorted(self._by_participant.get(participant, ()))]
        numbered = [person for person in numbered if not keys or keys & person.names]
        if numbered:
            return numbered
        codes = [code for code in map(_code, codes) if code]
        for code in [*codes, *(code.partition("@")[0] for code in codes if "@" in code)]:
            if found := self._by_code.get(code):
                return [self.people[k] for k in sorted(found)]
        found = set().union(*(self._by_name.get(key, ()) for key in keys))
        return [self.people[k] for k in sorted(found)]

    def closest(self, name: str) -> Person | None:
        """Return the person whose name is most like this one, for a message; never to decide.

        Parameters
        ----------
        name : str
            A name that is not in the list.

        Returns
        -------
        Person or None
            None if no name is much like it.
        """
        names = [fold(person.name) for person in self.people]
        found = difflib.get_close_matches(fold(name), names, n=1, cutoff=0.6)
        return self.people[names.index(found[0])] if found else None


def name_keys(name: str, first: str = "", last: str = "") -> frozenset[str]:
    """Return the ways a name may be met in a file name, folded.

    Parameters
    ----------
    name : str
        The full name, in any order.
    first, last : str
        Its parts, where known.

    Returns
    -------
    frozenset of str
        Given name first and last, umlauts as one letter and as two.

    Examples
    --------
    >>> sorted(name_keys("Anna Müller"))
    ['annamueller', 'annamuller', 'muelleranna', 'mulleranna']
    """
    keys = set()
    for spelling in (str.casefold, lambda text: _composed(text).translate(_GERMAN)):
        words = [fold(word) for word in re.split(r"[\s,._-]+", spelling(name))]
        words = [word for word in words if word][:8]
        keys |= {"".join(words[k:] + words[:k]) for k in range(len(words))}
        if first and last:
            a, b = fold(spelling(first)), fold(spelling(last))
            keys |= {a + b, b + a}
    return frozenset(keys - {""})


def read_class_list(file: Path) -> ClassList:
    """Read a class list.

    Parameters
    ----------
    file : Path
        CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

    Returns
    -------
    ClassList
        Rows without a person (Canvas's *Points Possible*) stay in the table only.

    Raises
    ------
    UsageError
        If it cannot be read, has no column to know people by, or two people share an id.
    """
    try:
        text = _decode(file.read_bytes())
    except OSError as error:
        raise UsageError(f"--class-list {file} cannot be read ({error.strerror})") from error
    first_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    try:
        table = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise UsageError(f"--class-list {file} is not a CSV file ({error})") from error
    header, rows = (table[0], table[1:]) if table else ([], [])
    columns = _columns(header, rows)
    if not {"id", "username", "number", "email", "name", "last"} & set(columns):
        raise UsageError(
            f"--class-list {file} has no column to know people by; its first line must hold "
            "headings such as name, email or ID number"
        )
    people = [_person(row, columns, index) for index, row in enumerate(rows)]
    known = _each_once(file, [person for person in people if person is not None])
    if not known:
        raise UsageError(f"--class-list {file} lists nobody")
    return ClassList(known, header, rows, columns)


def safe_id(text: str) -> str:
    """Return a student id that is a harmless name of a directory.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same where it is one already; empty if nothing is left.

    Examples
    --------
    >>> safe_id("amueller"), safe_id("a.mueller@uni.example"), safe_id("../Müller [2]/x")
    ('amueller', 'a.mueller@uni.example', 'Müller-2-x')
    """
    text = unicodedata.normalize("NFC", text)
    text = "".join(letter if letter.isalnum() or letter in "._@-" else " " for letter in text)
    return "-".join(text.split()).strip(".-")[:100].rstrip(".-")


def id_from_name(name: str) -> str:
    """Return an id for somebody who has only a name.

    Examples
    --------
    >>> id_from_name("Müller, Zoë Anna")
    'muller-zoe-anna'
    """
    return "-".join(filter(None, (fold(word) for word in re.split(r"[\s,._-]+", name))))


def _decode(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return meaning → column, by the heading that is first among the known ones."""
    headings = [fold(text) for text in header]
    columns = {
        meaning: headings.index(heading)
        for meaning, known in _HEADINGS.items()
        for heading in reversed(known.split())
        if heading in headings
    }
    if headings[:2] == ["student", "id"]:
        # Canvas's own number of a person: file names bear it, but it is no good as a student id.
        columns["participant"] = 1
    elif rows and all(_PARTICIPANT.fullmatch(row[0].strip()) for row in rows):
        columns["participant"] = 0  # whatever its heading is called in this language
    if columns.get("id") == columns.get("participant"):
        columns.pop("id", None)
    return columns


def _person(row: Sequence[str], columns: dict[str, int], index: int) -> Person | None:
    cell = {
        meaning: unicodedata.normalize("NFC", row[column].strip()) if column < len(row) else ""
        for meaning, column in columns.items()
    }
    first, last = cell.get("first", ""), cell.get("last", "")
    name = f"{first} {last}".strip() or cell.get("name", "")
    if re.fullmatch(r"points possible|student, test", name, re.IGNORECASE):
        return None  # Canvas's second line, and its dummy
    codes = [cell.get(key, "") for key in ("id", "username", "number", "email")]
    student = next(filter(None, map(safe_id, codes)), "") or id_from_name(name)
    if not student:
        return None
    return Person(
        id=student,
        name=name or student,
        email=cell.get("email", ""),
        username=cell.get("username", ""),
        number=cell.get("number", ""),
        participant=_PARTICIPANT.sub(r"\1", cell.get("participant", "")),
        submitted=cell.get("submitted", ""),
        row=index,
        names=name_keys(name, first, last),
    )


def _each_once(file: Path, people: Sequence[Person]) -> list[Person]:
    """Return the people without repeated lines; refuse two people with the same id."""
    seen: dict[str, Person] = {}
    for person in people:
        other = seen.setdefault(person.id.casefold(), person)
        the_same = other.name == person.name and (person.username or person.number or person.email)
        if other is not person and not the_same:
            raise UsageError(
                f"--class-list {file}: {other.name} and {person.name} have the same id "
                f"{person.id!r}; add a column with user names, ID numbers or e-mail addresses"
            )
    return list(seen.values())


def _code(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
