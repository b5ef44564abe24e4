"""nbgrader's own commands run student code in the sandbox, by the lines in nbgrader_config.py."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde
from tiny_course import RIGHT_MEAN, hand_in
from traitlets.config import PyFileConfigLoader
from traitlets.utils.importstring import import_item

from matml_teach.grading.course import Course

REPOSITORY = Path(__file__).parents[2]


def prober(course):
    """An answer that is right only if the code sees no course and gets no network."""
    return (
        "import os, socket\n"
        f"seen = os.path.exists({str(course / 'gradebook.db')!r})\n"
        "try:\n"
        "    socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 53))\n"
        "    online = True\n"
        "except OSError as error:\n"
        "    online = error.errno != 101\n"
        "def double(a):\n"
        "    return (seen, online) if seen or online else 2 * a"
    )


def our_preprocessors():
    config = PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config()
    return config.Autograde.autograde_preprocessors


def protect(course):
    config = course / "nbgrader_config.py"
    lines = f"c.Autograde.autograde_preprocessors = {our_preprocessors()!r}\n"
    config.write_text(config.read_text() + lines)


def scores(course, student):
    with Course(course).gradebook() as gradebook:
        grades = gradebook.find_submission("tiny", student).notebooks[0].grades
        return {grade.name: grade.auto_score for grade in grades if grade.name != "why"}


def nbgrader_autograde(course):
    command = [sys.executable, "-m", "nbgrader", "autograde", "tiny", "--force"]
    subprocess.run(command, cwd=course, check=True, capture_output=True)


def test_our_settings_change_nothing_but_the_execution():
    names = [import_item(name).__name__ for name in our_preprocessors()]
    theirs = [step.__name__ for step in Autograde.autograde_preprocessors.default_args[0]]
    assert names == ["SandboxedExecute" if name == "Execute" else name for name in theirs]


def test_nbgrader_autograde_runs_code_in_the_sandbox(course):
    hand_in(course, "ada", {"double": prober(course), "mean": RIGHT_MEAN})
    nbgrader_autograde(course)
    assert scores(course, "ada") == {"test-double": 0, "test-mean": 3}
    protect(course)
    nbgrader_autograde(course)
    assert scores(course, "ada") == {"test-double": 2, "test-mean": 3}


def test_the_autograde_button_of_formgrader_runs_code_in_the_sandbox(course, monkeypatch):
    protect(course)
    hand_in(course, "ada", {"double": prober(course), "mean": RIGHT_MEAN})
    monkeypatch.chdir(course)
    opened = Course(course)

    async def press() -> dict:
        # As in the server: called by a handler while its event loop runs.
        return NbGraderAPI(opened.coursedir, config=opened.app.config).autograde("tiny", "ada")

    result = asyncio.run(press())
    assert result["success"], result
    assert scores(course, "ada") == {"test-double": 2, "test-mean": 3}
    assert os.path.samefile(os.getcwd(), course)
