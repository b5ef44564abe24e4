"""Archives that no system makes are refused with one sentence, and nothing is written."""

import io
import os
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from downloads import notebook, write_zip

from matml_teach.cli import main
from matml_teach.collecting import archive
from matml_teach.exceptions import UsageError

GOOD = "Ada_1_assignsubmission_file_/tiny.ipynb"
INSIDE = "Ada_1_assignsubmission_file_"


def _entry(name: str, mode: int = 0, **attributes) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


def _with(file: Path, *entries: tuple[zipfile.ZipInfo | str, bytes]) -> None:
    """Write a good submission and these entries besides."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(GOOD, notebook())
        for info, content in entries:
            made.writestr(info, content)


def _patch(file: Path, old: bytes, new: bytes) -> None:
    assert len(old) == len(new)
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new))


def way_out(file):
    _with(file, (f"{INSIDE}/../../../../evil.txt", b"x"))


def absolute(file):
    _with(file, ("/tmp/evil.txt", b"x"))


def drive_letter(file):
    _with(file, ("C:/evil.txt", b"x"))


def backslashes(file):
    _with(file, (f"{INSIDE}/..!..!evil.txt", b"x"))
    _patch(file, b"..!..!evil.txt", b"..\\..\\evil.txt")


def null_in_name(file):
    _with(file, (f"{INSIDE}/tiny.ipynb!.txt", b"x"))
    _patch(file, b"tiny.ipynb!.txt", b"tiny.ipynb\0.txt")


def symlink(file):
    _with(file, (_entry(f"{INSIDE}/link", stat.S_IFLNK | 0o777), b"/etc/passwd"))


def device(file):
    _with(file, (_entry(f"{INSIDE}/null", stat.S_IFCHR | 0o666), b""))


def ratio(file):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr(GOOD, b"\0" * (24 * 2**20))


def too_many(file):
    with zipfile.ZipFile(file, "w") as made:
        for number in range(archive.MOST_FILES + 1):
            made.writestr(f"{INSIDE}/{number}", b"")


def too_large(file):
    # Says that it holds 3 GiB, four times over, without the test having to write them.
    _with(file, *[(f"{INSIDE}/{name}.bin", os.urandom(64)) for name in "abcd"])
    content = bytearray(file.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = struct.pack("<I", 3 * 2**30)
        at = content.find(b"PK\x01\x02", at + 4)
    file.write_bytes(content)


def same_name_twice(file):
    with pytest.warns(UserWarning, match="Duplicate name"):
        _with(file, (GOOD, b"{}"))


def same_name_but_for_case(file):
    _with(file, (GOOD.replace("tiny", "TINY"), b"{}"))


def file_and_directory(file):
    _with(file, (f"{GOOD}/more.txt", b"x"))


def encrypted(file):
    _with(file, (f"{INSIDE}/secret.txt", b"x"))
    content = bytearray(file.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    file.write_bytes(content)


def overlapping(file):
    """Two entries of the central directory that point to the same bytes, as in a zip bomb."""
    _with(file, (f"{INSIDE}/a.txt", b"abc" * 100), (f"{INSIDE}/b.txt", b"abc" * 100))
    content = bytearray(file.read_bytes())
    last = content.rfind(b"PK\x01\x02")
    before = content.rfind(b"PK\x01\x02", 0, last)
    content[last + 42 : last + 46] = content[before + 42 : before + 46]
    file.write_bytes(content)


def damaged(file):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
        made.writestr(GOOD, notebook())
    _patch(file, b"# Tiny", b"# Huge")


def endless_path(file):
    _with(file, (f"{INSIDE}/" + "deep/" * 300 + "x.txt", b"x"))


def control_characters(file):
    _with(file, (f"{INSIDE}/tiny\x1b[2J.txt", b"x"))


HOSTILE = {
    way_out: "leads out of the directory",
    absolute: "names an absolute path",
    drive_letter: "names an absolute path",
    backslashes: "has a backslash or a null in its name",
    null_in_name: "has a backslash or a null in its name",
    symlink: "is a link",
    device: "is not an ordinary file",
    ratio: "times its size",
    too_many: "it holds 20,001 files",
    too_large: "a file in it is 3,072 MiB large",
    same_name_twice: "twice",
    same_name_but_for_case: "twice",
    file_and_directory: "is both a file and a directory",
    encrypted: "is encrypted",
    overlapping: "share their bytes",
    damaged: "is damaged",
    endless_path: "is not a file name any system could keep",
    control_characters: "has control characters in its name",
}


def _everything(root: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_archive_is_refused_whole(make, course, tmp_path, capsys):
    download = tmp_path / "download.zip"
    make(download)
    before = _everything(tmp_path)
    arguments = ["collect", str(download), "--lms", "moodle", "--course", str(course)]
    assert main(arguments) == 2
    assert _everything(tmp_path) == before
    assert not Path("/tmp/evil.txt").exists()
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "download.zip is refused: " in err
    assert HOSTILE[make] in err


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_students_hostile_archive_costs_only_that_student(
    make, course, tmp_path, submitted, capsys
):
    make(tmp_path / "work.zip")
    files = {
        "Eve_2_assignsubmission_file_/work.zip": (tmp_path / "work.zip").read_bytes(),
        "Ben_3_assignsubmission_file_/tiny.ipynb": notebook(),
    }
    download = write_zip(tmp_path / "download.zip", files)
    arguments = ["collect", str(download), "--lms", "moodle", "--course", str(course)]
    assert main(arguments) == 1
    assert submitted() == {"ben/tiny/tiny.ipynb": notebook()}
    assert "refused" in capsys.readouterr().out


def test_an_archive_in_a_students_archive_stays_closed(course, tmp_path, submitted):
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("tiny.ipynb", b"\0" * (24 * 2**20))
    with zipfile.ZipFile(outer, "w") as made:
        made.writestr("tiny.ipynb", notebook())
        made.writestr("more.zip", inner.getvalue())
    download = write_zip(tmp_path / "d.zip", {"ada/work.zip": outer.getvalue()})
    assert main(["collect", str(download), "--lms", "folder", "--course", str(course)]) == 0
    assert submitted() == {
        "ada/tiny/tiny.ipynb": notebook(),
        "ada/tiny/more.zip": inner.getvalue(),
    }


def test_a_students_files_cannot_get_in_each_others_way(course, tmp_path, submitted):
    work = io.BytesIO()
    with zipfile.ZipFile(work, "w") as made:
        made.writestr("tiny.ipynb/inside.txt", b"x")
        made.writestr("NOTES.txt", b"another")
        made.writestr(".ipython/startup.py", b"evil()")
        made.writestr("Timestamp.TXT", b"2000-01-01 00:00:00 UTC")
    files = {
        "Ada_1_assignsubmission_file_/a.zip": work.getvalue(),
        "Ada_1_assignsubmission_file_/notes.txt": b"mine",
        GOOD: notebook(),
    }
    download = write_zip(tmp_path / "d.zip", files)
    assert main(["collect", str(download), "--lms", "moodle", "--course", str(course)]) == 0
    there = submitted()
    assert there.pop("ada/tiny/tiny.ipynb") == notebook()
    # One of the two files whose names differ in case only, and nothing else.
    assert list(there.values()) in ([b"another"], [b"mine"])


def test_any_damage_is_a_sentence_and_never_a_traceback(tmp_path):
    good = write_zip(tmp_path / "good.zip", {GOOD: notebook(), f"{INSIDE}/ü.txt": b"x" * 99})
    content, chance = good.read_bytes(), random.Random(7)
    sentences = []
    for _ in range(3000):
        bad = bytearray(content)
        # Mostly in the headers, where there is something to misread.
        start = chance.choice((0, content.index(b"PK\x01\x02")))
        for _ in range(chance.randint(1, 4)):
            bad[min(start + chance.randrange(120), len(bad) - 1)] = chance.randrange(256)
        if chance.random() < 0.2:
            del bad[chance.randrange(len(bad)) :]
        try:
            for entry in archive.unzip(bytes(bad), "bad.zip"):
                entry.read()
        except UsageError as error:
            sentences.append(str(error))
    assert len(sentences) > 1000
    assert not [said for said in sentences if len(said.splitlines()) != 1]


@pytest.mark.parametrize("target", ["/etc", "/etc/hostname"], ids=["directory", "file"])
def test_links_in_a_folder_are_refused(course, tmp_path, submitted, capsys, target):
    (tmp_path / "d" / "ada").mkdir(parents=True)
    (tmp_path / "d" / "ada" / "tiny.ipynb").write_bytes(notebook())
    (tmp_path / "d" / "ada" / "link").symlink_to(target)
    arguments = ["collect", str(tmp_path / "d"), "--lms", "folder", "--course", str(course)]
    assert main(arguments) == 2
    assert submitted() == {}
    assert "link is a link" in capsys.readouterr().err


def test_notebooks_of_two_archives_cannot_get_in_each_others_way(course, tmp_path, submitted):
    foreign = b'{"cells": []}'
    files = {}
    for archive_name, inside in (("a.zip", "x.ipynb"), ("b.zip", "x.ipynb/y.ipynb")):
        work = io.BytesIO()
        with zipfile.ZipFile(work, "w") as made:
            made.writestr(inside, foreign)
        files[f"Eve_2_assignsubmission_file_/{archive_name}"] = work.getvalue()
    files[GOOD] = notebook()
    download = write_zip(tmp_path / "d.zip", files)
    assert main(["collect", str(download), "--lms", "moodle", "--course", str(course)]) == 0
    assert submitted() == {"ada/tiny/tiny.ipynb": notebook(), "eve/tiny/x.ipynb": foreign}


def test_a_name_that_speaks_to_the_terminal_is_refused(course, tmp_path, submitted, capsys):
    (tmp_path / "d" / "ada\x1b[2J").mkdir(parents=True)
    (tmp_path / "d" / "ada\x1b[2J" / "tiny.ipynb").write_bytes(notebook())
    arguments = ["collect", str(tmp_path / "d"), "--lms", "folder", "--course", str(course)]
    assert main(arguments) == 2
    assert submitted() == {}
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["..", "../../evil", "/etc", ".", "-", "con\x1b"])
def test_a_class_list_cannot_lead_out_of_submitted(course, tmp_path, submitted, name):
    people = tmp_path / "class.csv"
    people.write_text(f"id,name\n{name},Ada Byron\n")
    download = write_zip(tmp_path / "d.zip", {"Ada Byron/tiny.ipynb": notebook()})
    before = set(tmp_path.iterdir())
    arguments = ["collect", str(download), "--lms", "folder", "--course", str(course)]
    assert main([*arguments, "--class-list", str(people)]) == 0
    (path,) = submitted()
    assert path in (
        "ada-byron/tiny/tiny.ipynb",
        "evil/tiny/tiny.ipynb",
        "etc/tiny/tiny.ipynb",
        "con/tiny/tiny.ipynb",
        "con-/tiny/tiny.ipynb",
    )
    assert set(tmp_path.iterdir()) == before
