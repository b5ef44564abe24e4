"""Temporary directories that do not outlive the process that made them, however it ends."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = "grading-"
_LOCK = "in-use"

# The path of a Unix socket holds 107 characters; a temporary directory may be deep.
_LONGEST = 60


class Scratch:
    """A private temporary directory with a short path.

    A process that is killed leaves its directory behind; the next one that makes a directory
    removes it. It knows by the lock, which the system gives up with the process.

    Attributes
    ----------
    path : Path
        The directory.
    """

    def __init__(self) -> None:
        base = tempfile.gettempdir()
        if len(base) > _LONGEST:
            base = "/tmp"
        _sweep(Path(base))
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        # Locked before it has its name, so that nobody finds it unlocked.
        self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        os.rename(self.path / "lock", self.path / _LOCK)

    def remove(self) -> None:
        """Remove the directory with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.close(self._lock)


def _sweep(base: Path) -> None:
    """Remove the directories of processes that have ended."""
    for lock in base.glob(f"{_PREFIX}*/{_LOCK}"):
        try:
            descriptor = os.open(lock, os.O_RDWR)
        except OSError:  # somebody else's, or just removed
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(descriptor)
