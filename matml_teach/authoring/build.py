"""``matml build``: lesson text to instructor notebooks to student notebooks.

Everything is made in a temporary copy first and compared with what the course has, so a
lesson that does not build leaves the course as it was, and ``--check`` needs no road of its own.
"""

import difflib
import filecmp
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from matml_teach.authoring.lint import lint
from matml_teach.authoring.text import guard_edits, read_lesson, to_json
from matml_teach.exceptions import CourseError
from matml_teach.programs import search_path

GENERATED = ("source", "release")

# What JupyterLab, Python and file managers leave behind; never part of an assignment.
IGNORED = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


class Difference(NamedTuple):
    """One generated file that is not as its text would have it."""

    kind: str  #: "missing", "extra" or "differs"
    path: Path  #: relative to the course
    hint: str  #: where to look


def build(course: Path) -> int:
    """Make ``source/`` and ``release/`` from ``notebooks/`` and record them in the gradebook.

    Parameters
    ----------
    course : Path
        The course directory; it holds ``notebooks/`` and ``nbgrader_config.py``.

    Returns
    -------
    int
        0; everything is up to date.

    Raises
    ------
    CourseError
        If a lesson cannot be built, or building would lose what an author wrote.
    """
    lessons = find_lessons(course)
    for lesson in lessons:
        guard_edits(lesson, course / "source" / lesson.stem / f"{lesson.stem}.ipynb")
    with _made(course, lessons, gradebook=course / "gradebook.db") as made:
        differences = {change.path: change for change in _differences(made, course)}
        _guard_extras(differences.values(), lessons)
        for path in sorted(_files(made) | differences.keys()):
            change = differences.get(path)
            if change is None:
                verb = "unchanged"
            elif change.kind == "extra":
                verb = "removed"
                (course / path).unlink()
            else:
                verb = "written"
                (course / path).parent.mkdir(parents=True, exist_ok=True)
                # A new file takes the old one's place at once, and may replace a read-only one.
                fresh = (course / path).with_name(path.name + ".new")
                shutil.copyfile(made / path, fresh)
                os.replace(fresh, course / path)
            print(f"{verb:9}  {path.as_posix()}")
    return 0


def check(course: Path) -> int:
    """Say which generated files differ from what their text gives; write nothing.

    Parameters
    ----------
    course : Path
        The course directory.

    Returns
    -------
    int
        0 if every file is as ``matml build`` would write it, 1 if not.

    Raises
    ------
    CourseError
        If a lesson cannot be built.
    """
    lessons = find_lessons(course)
    with _made(course, lessons, gradebook=None) as made:
        count = len(_files(made))
        differences = _differences(made, course)
    for difference in differences:
        print(f"{difference.kind:9}  {difference.path.as_posix()}{difference.hint}")
    if differences:
        print(f"{len(differences)} out of date: run `matml build`")
        return 1
    print(f"{count} generated files are up to date")
    return 0


def find_lessons(course: Path) -> list[Path]:
    """Return the lesson texts of a course, in order of their names.

    Parameters
    ----------
    course : Path
        The course directory.

    Returns
    -------
    list of Path
        ``notebooks/*.md``, at least one.

    Raises
    ------
    CourseError
        If the directory is not a course or has no lesson.
    """
    if not course.is_dir():
        raise CourseError(f"{course} is not a directory; name the course with --course DIR")
    if not (course / "notebooks").is_dir():
        raise CourseError(
            f"{course} has no notebooks/ folder with the lesson text; "
            "go to the course directory, or name it with --course DIR"
        )
    lessons = sorted((course / "notebooks").glob("*.md"))
    if not lessons:
        raise CourseError(f"{course / 'notebooks'} has no lesson (*.md); write one first")
    for lesson in lessons:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", lesson.stem):
            raise CourseError(
                f"notebooks/{lesson.name}: nbgrader uses this name as a folder; "
                "rename it to letters, digits, hyphens and underscores"
            )
    return lessons


@contextmanager
def _made(course: Path, lessons: list[Path], gradebook: Path | None) -> Iterator[Path]:
    """Make ``source/`` and ``release/`` in a temporary directory and yield it."""
    with tempfile.TemporaryDirectory(prefix="matml-build-") as temporary:
        # nbgrader compares paths as text; a symbolic link such as macOS's /tmp would confuse it
        made = Path(temporary).resolve() / "course"
        for lesson in lessons:
            notebook = read_lesson(lesson)
            lint(notebook, f"notebooks/{lesson.name}")
            target = made / "source" / lesson.stem
            extras = lesson.with_suffix("")
            if extras.is_dir():
                shutil.copytree(extras, target, ignore=lambda _, names: IGNORED & set(names))
            target.mkdir(parents=True, exist_ok=True)
            text = to_json(notebook)
            (target / f"{lesson.stem}.ipynb").write_text(text, encoding="utf-8", newline="\n")
        _generate_release(course, made, lessons, gradebook)
        yield made


def _generate_release(
    course: Path,
    made: Path,
    lessons: list[Path],
    gradebook: Path | None,
) -> None:
    """Run nbgrader's own ``generate_assignment`` with the course's settings.

    Without a gradebook nothing is recorded, which changes nothing in the notebooks.
    """
    config_file = course / "nbgrader_config.py"
    if not config_file.is_file():
        raise CourseError(f"{course} has no nbgrader_config.py; copy the one of the kit there")
    # Imported late: nbgrader takes about a second, and a lesson's own faults are found before.
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells
    from nbgrader.utils import capture_log
    from traitlets.config import PyFileConfigLoader

    try:
        config = PyFileConfigLoader(config_file.name, path=str(course.resolve())).load_config()
    except Exception as error:  # it is a Python program: anything may happen
        raise CourseError(f"{config_file} cannot be used: {_one_line(error)}") from error
    config.CourseDirectory.root = str(made)
    if gradebook:
        config.CourseDirectory.db_url = f"sqlite:///{gradebook.resolve()}"
    for lesson in lessons:
        print(f"{'building' if gradebook else 'checking':9}  {lesson.stem} ...", flush=True)
        config.CourseDirectory.assignment_id = lesson.stem
        converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        if not gradebook:
            converter.no_database = True
            converter.preprocessors = [
                step for step in converter.preprocessors if step is not SaveCells
            ]
        with _own_programs_first():
            result = capture_log(converter)
        if not result["success"]:
            log = result.get("log", "") + "\n" + result.get("error", "")
            raise CourseError(f"notebooks/{lesson.name}: {_nbgrader_reason(log)}")


@contextmanager
def _own_programs_first() -> Iterator[None]:
    """Let nbgrader find the ``alembic`` beside our Python when the environment is not activated."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = search_path()
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _nbgrader_reason(log: str) -> str:
    """Return the error that made nbgrader stop, which it logs with a traceback before its own."""
    if "because there are submissions associated" in log:
        return (
            "cells were added, removed or renamed, but the gradebook has submissions to the old "
            "ones; put the cells back, or move gradebook.db away to begin a new one"
        )
    errors = re.findall(
        r"^\s*([\w.]*(?:Error|Exception|NotFound|Missing\w*): .*)$", log, re.MULTILINE
    )
    reason = errors[0] if errors else log.strip().split("\n")[-1]
    return f"nbgrader could not make the student notebook ({reason}); mend the cell it names"


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _files(course: Path) -> set[Path]:
    """Return the files below ``source/`` and ``release/``, relative to the course."""
    return {
        path.relative_to(course)
        for step in GENERATED
        for path in (course / step).rglob("*")
        if path.is_file() and not IGNORED & set(path.relative_to(course).parts)
    }


def _differences(made: Path, course: Path) -> list[Difference]:
    """Compare the course's generated files with the ones just made, byte for byte."""
    wanted, present = _files(made), _files(course)
    differences = []
    for path in sorted(wanted | present):
        if path not in present:
            differences.append(Difference("missing", path, ""))
        elif path not in wanted:
            text = f"notebooks/{path.parts[1] if len(path.parts) > 2 else path.stem}"
            differences.append(Difference("extra", path, f"  (nothing in {text} gives it)"))
        elif not filecmp.cmp(made / path, course / path, shallow=False):
            differences.append(Difference("differs", path, _hint(made / path, course / path)))
    return differences


def _hint(wanted: Path, present: Path) -> str:
    """Return the first line in which two files differ, as a unified diff shows it."""
    try:
        old = present.read_bytes().decode().splitlines(keepends=True)
        new = wanted.read_bytes().decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return ""
    lines = difflib.unified_diff(old, new, n=0)
    hint = ""
    for line in list(lines)[2:]:
        if line.startswith("@@"):
            if hint:
                break
            hint += f"\n           {line.rstrip()}"
        elif hint.count("\n") < 3:
            hint += f"\n           {line.rstrip()[:100]}"
    return hint


def _guard_extras(differences: Iterable[Difference], lessons: list[Path]) -> None:
    """Stop before removing a file that may be an author's; nbgrader itself clears release/."""
    names = {lesson.stem for lesson in lessons}
    for change in differences:
        if change.kind != "extra":
            continue
        step, *rest = change.path.parts
        if step == "release" and len(rest) > 1 and rest[0] in names:
            continue
        way_out = (
            f"move it to notebooks/{rest[0]}/ or delete it"
            if len(rest) > 1 and rest[0] in names
            else "delete it, or write its lesson in notebooks/"
        )
        raise CourseError(f"{change.path.as_posix()} comes from no lesson text; {way_out}")
