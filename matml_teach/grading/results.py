"""What grading one submission gave, and its JSON form."""

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Status = Literal["graded", "failed", "unchanged"]

_CHECK_FAILED = re.compile(r"([a-z0-9]+(?:[.-][a-z0-9]+)+): ")


@dataclass(frozen=True)
class ExerciseResult:
    """The marks of one graded cell.

    Attributes
    ----------
    score : float or None
        Points given; None while nobody has given any (a written answer waiting for its grader).
    max_score : float
        Points there are.
    misconceptions : list of str
        Identifiers of what went wrong, such as ``leak.scaler-saw-test-set``.
    """

    score: float | None
    max_score: float
    misconceptions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """One submission, graded or not.

    Attributes
    ----------
    student, assignment : str
        Their ids in the gradebook.
    score, max_score : float or None
        Points in total, late penalty taken off; None if the submission could not be graded.
    status : {"graded", "failed", "unchanged"}
        ``unchanged``: graded before, and nothing it depends on has changed since.
    reason : str or None
        For a failed one, a sentence that names the file.
    flags : list of str
        What a lecturer should know, such as ``late`` or ``needs manual grading``.
    protection : str or None
        What kept the student's code away from the machine: ``namespaces``, ``none``; None if it
        did not run.
    seconds : float
        Wall time spent on it in this run.
    exercises : dict
        Grade id → :class:`ExerciseResult`, in the order of the notebook.
    """

    student: str
    assignment: str
    status: Status
    score: float | None = None
    max_score: float | None = None
    reason: str | None = None
    flags: list[str] = field(default_factory=list)
    protection: str | None = None
    seconds: float = 0.0
    exercises: dict[str, ExerciseResult] = field(default_factory=dict)


def misconceptions(outputs: Iterable[Mapping[str, Any]]) -> list[str]:
    """Read the misconception identifiers from the outputs of an executed cell.

    Parameters
    ----------
    outputs : iterable of mapping
        The cell's outputs as nbformat has them.

    Returns
    -------
    list of str
        The identifier a failed check carries, or ``error.<name of the exception>`` for any
        other error; each once, in order.

    Examples
    --------
    >>> misconceptions([{"output_type": "error", "ename": "CheckFailed",
    ...                  "evalue": "leak.scaler-saw-test-set: The scaler has seen ..."}])
    ['leak.scaler-saw-test-set']
    >>> misconceptions([{"output_type": "error", "ename": "NameError", "evalue": "name 'f' ..."}])
    ['error.nameerror']
    """
    found = []
    for output in outputs:
        if output.get("output_type") != "error":
            continue
        check = _CHECK_FAILED.match(output.get("evalue", ""))
        if output.get("ename") == "CheckFailed" and check:
            found.append(check[1])
        else:
            name = re.sub(r"[^a-z0-9]+", "-", output.get("ename", "").lower()).strip("-")
            found.append(f"error.{name or 'unknown'}")
    return list(dict.fromkeys(found))


def write_json(results: Iterable[Result], file: Path) -> None:
    """Write one object per submission; the file is whole or not there.

    Parameters
    ----------
    results : iterable of Result
        In the order to write them.
    file : Path
        Replaced if it exists.
    """
    write_atomically(file, json.dumps([asdict(result) for result in results], indent=1) + "\n")


def write_atomically(file: Path, text: str) -> None:
    """Write text to a file that nobody ever sees half-written.

    Parameters
    ----------
    file : Path
        Replaced if it exists; its directory must exist.
    text : str
        The new content.
    """
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        # mkstemp makes files private; a report should be as readable as any other new file.
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(draft, 0o666 & ~umask)
        os.replace(draft, file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
