"""``matml lab``: JupyterLab on the student notebooks, or on the course with Formgrader."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from matml_teach.exceptions import CourseError
from matml_teach.programs import search_path

# Beside the student's notebooks: which version of each released file they began with.
STARTED_FROM = ".started-from.json"

# JupyterLab's settings for everybody: it asks nobody on the network about news and updates.
SETTINGS = Path(__file__).parent / "lab_settings"

IGNORED = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


def open_lab(course: Path, *, instructor: bool, jupyter_args: Sequence[str]) -> int:
    """Open JupyterLab and wait until it is closed.

    Students work on copies in ``work/``, made from ``release/`` where there are none yet; a
    file in ``work/`` is never overwritten. Instructors get the course directory itself.

    Parameters
    ----------
    course : Path
        The course directory.
    instructor : bool
        Open the course, with Formgrader, rather than the student notebooks.
    jupyter_args : sequence of str
        Further arguments for ``jupyter lab``, such as ``--no-browser``.

    Returns
    -------
    int
        JupyterLab's exit status; 0 if it was stopped with Ctrl-C.

    Raises
    ------
    CourseError
        If the course has no student notebooks, or is not one an instructor can open.
    """
    if not course.is_dir():
        raise CourseError(f"{course} is not a directory; name the course with --course DIR")
    if instructor:
        if not (course / "nbgrader_config.py").is_file():
            raise CourseError(
                f"{course} has no nbgrader_config.py, so Formgrader would not find the course; "
                "go to the course directory, or name it with --course DIR"
            )
        return _run_jupyter(course.resolve(), [], jupyter_args)
    work = hand_out(course)
    notebooks = sorted(work.glob("*/*.ipynb"))
    first = []
    if notebooks and not any("default_url" in argument for argument in jupyter_args):
        first = [f"--LabApp.default_url=/lab/tree/{notebooks[0].relative_to(work).as_posix()}"]
    return _run_jupyter(work.resolve(), first, jupyter_args)


def hand_out(course: Path) -> Path:
    """Copy the released files a student does not have yet to ``work/``.

    Parameters
    ----------
    course : Path
        The course directory.

    Returns
    -------
    Path
        ``work/``. A line is printed for each file whose release is newer than the copy.

    Raises
    ------
    CourseError
        If ``release/`` is missing or empty.
    """
    release, work = course / "release", course / "work"
    if not any(release.glob("*/*.ipynb")):
        raise CourseError(
            f"{course} has no student notebooks (release/*/*.ipynb); go to the course directory, "
            "or name it with --course DIR, or make them with `matml build`"
        )
    work.mkdir(exist_ok=True)
    record = work / STARTED_FROM
    started_from = _read_record(record)
    for path in sorted(release.rglob("*")):
        name = path.relative_to(release)
        if not path.is_file() or IGNORED & set(name.parts):
            continue
        released = hashlib.sha256(path.read_bytes()).hexdigest()
        copy, key = work / name, name.as_posix()
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            # Under another name first: a half-written copy would never be mended.
            unfinished = copy.with_name(copy.name + ".part")
            shutil.copyfile(path, unfinished)
            os.replace(unfinished, copy)
            started_from[key] = released
        elif started_from.get(key, released) != released:
            print(
                f"work/{key}: there is a newer version. Your file is untouched; to get the new "
                f"one, rename yours (say, to {copy.stem}-old{copy.suffix}) and run this again."
            )
    record.write_text(json.dumps(started_from, indent=1) + "\n", encoding="utf-8")
    return work


def _read_record(record: Path) -> dict[str, str]:
    """Return the record; without a readable one every copy counts as up to date."""
    try:
        started_from = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return started_from if isinstance(started_from, dict) else {}


def _run_jupyter(root: Path, first: Sequence[str], jupyter_args: Sequence[str]) -> int:
    """Run this environment's JupyterLab with `root` as its folder and its working directory.

    nbgrader's extensions read ``nbgrader_config.py`` in the working directory.
    """
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}"]
    command += [f"--LabApp.app_settings_dir={SETTINGS}"]
    # Formgrader starts programs by name; they are beside our Python.
    jupyter = subprocess.Popen(
        [*command, *first, *jupyter_args], cwd=root, env={**os.environ, "PATH": search_path()}
    )
    if threading.current_thread() is threading.main_thread():
        # Else the server would outlive a `matml lab` that is told to end.
        signal.signal(signal.SIGTERM, lambda *_: jupyter.terminate())
    interrupted = False
    while True:
        try:
            status = jupyter.wait()
        except KeyboardInterrupt:
            # Jupyter got the Ctrl-C too and asks whether to stop; wait for the answer.
            interrupted = True
        else:
            return 0 if interrupted and status in (-signal.SIGINT, 130) else status
