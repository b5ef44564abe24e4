"""Nothing is overwritten unasked, what is replaced is kept, a crash loses nothing."""

import datetime
import itertools
import os
import tempfile
from pathlib import Path

import pytest
from downloads import notebook, write_zip

from matml_teach.cli import main
from matml_teach.collecting.store import store

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
EARLY = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
LATE = EARLY + datetime.timedelta(days=1)
OLD, NEW = {"tiny.ipynb": b"old", "data/a.csv": b"1"}, {"tiny.ipynb": b"new"}


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.fixture
def target(tmp_path):
    return tmp_path / "submitted" / "ada" / "tiny"


def test_new_then_unchanged(target):
    assert store(target, OLD, EARLY, update=False, now=NOW) == "new"
    stamped = {**OLD, "timestamp.txt": b"2026-11-20 12:00:00 UTC\n"}
    assert tree(target.parent) == {f"tiny/{name}": text for name, text in stamped.items()}
    assert store(target, OLD, EARLY, update=False, now=NOW) == "unchanged"
    assert store(target, OLD, None, update=True, now=NOW) == "unchanged"
    assert tree(target) == stamped


def test_what_differs_stays_unless_asked_and_is_kept_when_asked(target):
    store(target, OLD, None, update=False, now=NOW)
    assert store(target, NEW, None, update=False, now=NOW) == "differs"
    assert tree(target) == OLD
    assert store(target, NEW, None, update=True, now=NOW) == "replaced"
    assert tree(target) == NEW
    assert tree(target.parent / ".before" / "tiny-2026-11-22T09-30-00Z") == OLD
    assert store(target, OLD, None, update=True, now=NOW) == "replaced"
    assert tree(target.parent / ".before" / "tiny-2026-11-22T09-30-00Z-2") == NEW


def test_an_older_download_never_wins(target):
    store(target, NEW, LATE, update=False, now=NOW)
    assert store(target, OLD, EARLY, update=True, now=NOW) == "older"
    assert tree(target)["tiny.ipynb"] == b"new"


def test_files_are_as_readable_as_any_other(target):
    store(target, NEW, None, update=False, now=NOW)
    plain = target.parent / "plain"
    plain.mkdir()
    assert target.stat().st_mode == plain.stat().st_mode


def test_the_command_asks_for_update(course, tmp_path, submitted, capsys):
    def collect(answer, *more):
        files = {"ada/tiny.ipynb": notebook(answer), "ben/tiny.ipynb": notebook()}
        download = write_zip(tmp_path / "d.zip", files)
        return main(["collect", str(download), "--lms", "folder", "--course", str(course), *more])

    assert collect("first = 1") == 0
    assert collect("first = 1") == 0
    assert "2 unchanged" in capsys.readouterr().out
    assert collect("second = 2") == 1
    assert "1 unchanged, 1 not replaced" in capsys.readouterr().out
    assert submitted()["ada/tiny/tiny.ipynb"] == notebook("first = 1")
    assert collect("second = 2", "--update") == 0
    assert submitted()["ada/tiny/tiny.ipynb"] == notebook("second = 2")
    kept = [text for path, text in submitted().items() if path.startswith("ada/.before/")]
    assert kept == [notebook("first = 1")]


def test_nbgrader_and_matml_do_not_see_the_copies(course, tmp_path):
    from matml_teach.grading.course import Course

    for answer in ("a = 1", "b = 2"):
        download = write_zip(tmp_path / "d.zip", {"ada/tiny.ipynb": notebook(answer)})
        arguments = ["collect", str(download), "--lms", "folder", "--course", str(course)]
        assert main([*arguments, "--update"]) == 0
    assert Course(course).submissions() == [("tiny", "ada")]


def _store_and_die(target: Path, files: dict[str, bytes], crash_at: int) -> None:
    """Store in this process, which ends at its n-th change of the disk without tidying up."""
    calls = itertools.count(1)

    def counted(function):
        def call(*args, **settings):
            if next(calls) == crash_at:
                os._exit(9)
            return function(*args, **settings)

        return call

    os.fsync = counted(os.fsync)
    tempfile.mkdtemp = counted(tempfile.mkdtemp)
    for name in ("rename", "mkdir", "chmod"):
        setattr(Path, name, counted(getattr(Path, name)))
    store(target, files, None, update=True, now=NOW)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="ends a forked process half-way")
def test_a_crash_at_any_moment_loses_nothing(tmp_path):
    new = {"tiny.ipynb": b"new", "b/c": b"2"}
    for crash_at in range(1, 40):
        root = tmp_path / str(crash_at) / "ada"
        store(root / "tiny", OLD, None, update=False, now=NOW)
        child = os.fork()
        if child == 0:
            try:
                _store_and_die(root / "tiny", new, crash_at)
            except BaseException:
                os._exit(1)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        whole = tree(root / "tiny")
        # Whole, old or new, or for one moment only among the copies; never half.
        copies = [tree(copy) for copy in root.glob(".before/*")]
        assert whole in (OLD, new) or (whole == {} and OLD in copies)
        if code == 0:
            break
        assert code == 9
        # The same command again ends as if nothing had happened.
        store(root / "tiny", new, None, update=True, now=NOW)
        assert tree(root / "tiny") == new
        assert [tree(copy) for copy in root.glob(".before/*")] == [OLD]
        assert [path.name for path in root.iterdir() if path.name.startswith(".draft")] == []
    assert code == 0
    assert crash_at > 8, "the process was never ended half-way"


def test_a_full_disk_is_said_in_one_line(target, monkeypatch):
    from matml_teach.exceptions import CourseError

    store(target, OLD, None, update=False, now=NOW)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CourseError, match=r"cannot be written \(No space left on device\)"):
        store(target, NEW, None, update=True, now=NOW)
    assert tree(target.parent) == {f"tiny/{name}": text for name, text in OLD.items()}
