"""Writing submissions so that a crash at any moment loses nothing.

A submission is written whole into a hidden directory beside its place and then renamed. What was
there before is first renamed into ``submitted/<student>/.before/``; nothing is ever deleted.
"""

import datetime
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from nbgrader.utils import parse_utc

from matml_teach.exceptions import CourseError

Outcome = Literal["new", "unchanged", "replaced", "differs", "older"]

_STAMP = "timestamp.txt"
BACKUPS = ".before"
_DRAFT = ".draft-"


def store(
    target: Path,
    files: Mapping[str, bytes],
    when: datetime.datetime | None,
    *,
    update: bool,
    now: datetime.datetime,
) -> Outcome:
    """Write one submission.

    Parameters
    ----------
    target : Path
        Its directory, ``submitted/<student>/<assignment>``.
    files : mapping of str to bytes
        Path inside the submission → content.
    when : datetime.datetime or None
        When it was handed in, for nbgrader's ``timestamp.txt``.
    update : bool
        Whether a submission that differs may take the place of the one that is there.
    now : datetime.datetime
        Names the backup.

    Returns
    -------
    {"new", "unchanged", "replaced", "differs", "older"}
        ``differs``: something else is there and stays; ``older``: what is there is later.

    Raises
    ------
    CourseError
        If the directory cannot be written to.
    """
    wanted = dict(files)
    if when is not None:
        stamp = when.astimezone(datetime.UTC)
        wanted[_STAMP] = f"{stamp:%Y-%m-%d %H:%M:%S} UTC\n".encode()
    try:
        _remove_drafts(target)
        if not target.exists():
            _write(target, wanted)
            return "new"
        there = _read(target)
        if when is None:
            there.pop(_STAMP, None)
        if there == wanted:
            return "unchanged"
        if when is not None and _is_later(there.get(_STAMP), when):
            return "older"
        if not update:
            return "differs"
        _write(target, wanted, backup=target.parent / BACKUPS / f"{target.name}-{_label(now)}")
    except OSError as error:
        raise CourseError(
            f"{target} cannot be written ({error.strerror or error}); "
            "what was written before is kept, so mend it and run the same command again"
        ) from error
    return "replaced"


def _write(target: Path, files: Mapping[str, bytes], backup: Path | None = None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{_DRAFT}{target.name}-"))
    try:
        # mkdtemp makes directories private; a submission should be as readable as any other.
        umask = os.umask(0)
        os.umask(umask)
        draft.chmod(0o777 & ~umask)
        for name, content in files.items():
            file = draft / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with open(file, "xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        if backup is not None:
            backup.parent.mkdir(exist_ok=True)
            target.rename(_free(backup))
        draft.rename(target)
    except Exception:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _remove_drafts(target: Path) -> None:
    """Remove what a run that was killed left half-written."""
    for draft in target.parent.glob(f"{_DRAFT}{_literal(target.name)}-*"):
        shutil.rmtree(draft)


def _read(directory: Path) -> dict[str, bytes]:
    return {
        file.relative_to(directory).as_posix(): file.read_bytes()
        for file in directory.rglob("*")
        if file.is_file() and not any(p.startswith(".") for p in file.relative_to(directory).parts)
    }


def _is_later(stamp: bytes | None, when: datetime.datetime) -> bool:
    if not stamp:
        return False
    try:
        there = parse_utc(stamp.decode("utf-8", errors="replace").strip())
    except (ValueError, OverflowError):
        return False
    return there > when.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)


def _free(backup: Path) -> Path:
    number, free = 1, backup
    while free.exists():
        number += 1
        free = backup.with_name(f"{backup.name}-{number}")
    return free


def _label(now: datetime.datetime) -> str:
    return f"{now.astimezone(datetime.UTC):%Y-%m-%dT%H-%M-%SZ}"


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
