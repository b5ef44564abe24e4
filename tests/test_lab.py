import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from matml_teach.exceptions import CourseError
from matml_teach.lab import STARTED_FROM, hand_out, open_lab

KIT = Path(__file__).parents[1]
NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def course(tmp_path):
    release = tmp_path / "release" / "roots"
    release.mkdir(parents=True)
    (release / "roots.ipynb").write_text(json.dumps(NOTEBOOK))
    (release / "table.csv").write_text("x\n1\n")
    return tmp_path


def test_students_get_copies_once(course, capsys):
    work = hand_out(course)
    assert work == course / "work"
    assert (work / "roots" / "table.csv").read_text() == "x\n1\n"
    (work / "roots" / "roots.ipynb").write_text("my answers")
    hand_out(course)
    assert (work / "roots" / "roots.ipynb").read_text() == "my answers"
    assert capsys.readouterr().out == ""


def test_a_newer_release_is_told_and_given_only_on_request(course, capsys):
    work = hand_out(course)
    mine = work / "roots" / "roots.ipynb"
    mine.write_text("my answers")
    newer = json.dumps({**NOTEBOOK, "metadata": {"edition": 2}})
    (course / "release" / "roots" / "roots.ipynb").write_text(newer)
    for _ in range(2):
        hand_out(course)
        said = capsys.readouterr().out
        assert said.count("\n") == 1
        assert "work/roots/roots.ipynb" in said
        assert "rename yours" in said
        assert mine.read_text() == "my answers"
    mine.rename(work / "roots" / "roots-old.ipynb")
    hand_out(course)
    assert mine.read_text() == newer
    assert (work / "roots" / "roots-old.ipynb").read_text() == "my answers"
    hand_out(course)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("record", [None, "not JSON", "[]"])
def test_a_lost_record_costs_nobody_their_work(course, record):
    work = hand_out(course)
    (work / "roots" / "roots.ipynb").write_text("my answers")
    (work / STARTED_FROM).unlink()
    if record is not None:
        (work / STARTED_FROM).write_text(record)
    hand_out(course)
    assert (work / "roots" / "roots.ipynb").read_text() == "my answers"


def test_a_course_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"nowhere is not a directory"):
        open_lab(tmp_path / "nowhere", instructor=False, jupyter_args=[])
    with pytest.raises(CourseError, match=r"no student notebooks.*matml build"):
        open_lab(tmp_path, instructor=False, jupyter_args=[])
    with pytest.raises(CourseError, match=r"no nbgrader_config\.py"):
        open_lab(tmp_path, instructor=True, jupyter_args=[])


def test_the_exit_status_is_jupyters(course, capfd):
    assert open_lab(course, instructor=False, jupyter_args=["--version"]) == 0
    assert open_lab(course, instructor=False, jupyter_args=["--no-such-option=1", "--port=x"]) != 0


def test_a_student_needs_nothing_of_the_instructor_half():
    program = (
        "import sys, matml_teach.lab\n"
        "heavy = {'nbgrader', 'jupytext', 'matml_teach.authoring', 'matml_teach.grading'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


class Server:
    """A real ``matml lab`` on a free port."""

    def __init__(self, course, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        jupyter = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
        jupyter += ["--port-retries=0", "--IdentityProvider.token=t"]
        command = [
            sys.executable,
            "-c",
            "import sys; from matml_teach.cli import main; sys.exit(main())",
        ]
        command += ["lab", "--course", str(course), *options]
        command += ["--", *jupyter]
        # In a session of its own, so that a Ctrl-C reaches it and its server but not pytest.
        self.process = subprocess.Popen(command, start_new_session=True)
        while True:
            assert self.process.poll() is None
            try:
                self.get("/api/status")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
            else:
                break

    def open(self, path):
        request = urllib.request.Request(self.url + path, headers={"Authorization": "token t"})
        return urllib.request.urlopen(request)

    def get(self, path):
        with self.open(path) as answer:
            return answer.read().decode()

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()


@pytest.mark.slow
def test_a_students_lab_serves_work_and_ctrl_c_is_no_error(course):
    server = Server(course)
    try:
        listed = json.loads(server.get("/api/contents"))["content"]
        assert [entry["name"] for entry in listed] == ["roots"]
        with server.open("/") as answer:
            assert answer.url.split("?")[0] == f"{server.url}/lab/tree/roots/roots.ipynb"
        # Without a terminal to ask in, Jupyter stops at the second Ctrl-C.
        while server.process.poll() is None:
            os.killpg(server.process.pid, signal.SIGINT)
            time.sleep(1)
        assert server.process.returncode == 0
    finally:
        server.close()


@pytest.mark.slow
def test_an_instructors_lab_has_formgrader_and_ends_with_matml(course):
    shutil.copy(KIT / "nbgrader_config.py", course)
    (course / "source" / "roots").mkdir(parents=True)
    shutil.copy(course / "release" / "roots" / "roots.ipynb", course / "source" / "roots")
    server = Server(course, "--instructor")
    try:
        assert "Formgrader" in server.get("/formgrader") or "formgrader" in server.get(
            "/formgrader"
        )
        assignments = json.loads(server.get("/formgrader/api/assignments"))
        assert [entry["name"] for entry in assignments] == ["roots"]
        server.process.terminate()  # `matml` alone: its server must go with it
        server.process.wait()
        with pytest.raises(urllib.error.URLError):
            server.get("/api/status")
    finally:
        server.close()
