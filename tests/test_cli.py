"""Bad input: the exit status, and one line that names what is wrong and the way out."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_course import hand_in, make_released_course

from matml_teach.cli import main


@pytest.fixture(scope="module")
def _course(tmp_path_factory):
    course = make_released_course(tmp_path_factory.mktemp("cli") / "course")
    hand_in(course, "ada", {})
    return course


@pytest.fixture
def course(_course, tmp_path):
    return shutil.copytree(_course, tmp_path / "course")


def spoil_config(course):
    (course / "nbgrader_config.py").write_text("c = (")


def spoil_gradebook(course):
    (course / "gradebook.db").write_text("these are not the marks you are looking for" * 50)


def remove(name):
    def rename(course):
        (course / name).rename(course / f"{name}-gone")

    return rename


def empty_submitted(course):
    (course / "submitted" / "ada").rename(course / "ada")


@pytest.mark.parametrize(
    ("spoil", "arguments", "said"),
    [
        (None, ["--course", "no/such"], "there is no directory no/such; name the course"),
        (remove("nbgrader_config.py"), [], "nbgrader_config.py is missing"),
        (spoil_config, [], "nbgrader_config.py cannot be read (SyntaxError"),
        (remove("source"), [], "source is missing; make it with `matml build`"),
        (remove("submitted"), [], "submitted is missing; put submissions into it"),
        (empty_submitted, [], "there is nothing to grade; put submissions into"),
        (spoil_gradebook, [], "gradebook.db cannot be used as a gradebook"),
        (None, ["tini"], "there is no assignment 'tini'"),
        (None, ["--student", "adda"], "student 'adda' has handed in nothing; closest: ada"),
        (None, ["--json", "no/such/grades.json"], "no directory no/such; make it"),
        (None, ["--dask", "nonsense"], "no Dask scheduler answers at 'nonsense'"),
    ],
)
def test_grade_says_in_one_line_what_is_wrong(course, capfd, spoil, arguments, said):
    if spoil:
        spoil(course)
    assert main(["grade", "--course", str(course), *arguments]) == 2
    out, err = capfd.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert len(lines) == 1, err
    assert lines[0].startswith("matml grade: ")
    assert said in lines[0]


def test_the_command_itself_names_a_notebook_that_is_not_json(course):
    file = course / "submitted" / "ada" / "tiny" / "tiny.ipynb"
    file.write_text("PK\x03\x04 this was a zip")
    done = subprocess.run(
        [Path(sys.executable).with_name("matml"), "grade", "--course", course],
        capture_output=True,
        text=True,
        # As for someone who calls the command by its path, without activating the environment.
        env={"PATH": "/usr/bin:/bin", "HOME": str(course)},
    )
    assert done.returncode == 1
    assert f"failed: {file} is not JSON, so not a notebook" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["demo"], "holds no answers to simulate a class with"),
        (["grade", "--jobs", "0"], "'0' is not a whole number of 1 or more"),
        (["grade", "--jobs", "two"], "'two' is not a whole number of 1 or more"),
        ([], "the following arguments are required: COMMAND"),
        (["mark"], "invalid choice: 'mark'"),
    ],
)
def test_wrong_arguments(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    try:
        status = main(arguments)
    except SystemExit as exit_:  # argparse's own way
        status = exit_.code
    assert status == 2
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
