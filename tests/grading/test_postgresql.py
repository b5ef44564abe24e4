"""Several instructors at once: the gradebook is a PostgreSQL database."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in

from matml_teach.grading.course import Course
from matml_teach.grading.engine import grade_one

RIGHT = {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN, "why": "Because of its sum."}
ASSIGNMENTS = ("other", "tiny")
PATIENCE = 900


@pytest.fixture(scope="module")
def server(initdb):
    """The directory with the socket of a PostgreSQL server that listens nowhere else."""
    # Its own: the server may be another user than we, and the name of a socket must be short.
    directory = tempfile.mkdtemp(prefix="pg-", dir="/tmp")
    who = {}
    if os.geteuid() == 0:  # as which PostgreSQL refuses to run
        user = pwd.getpwnam("nobody")
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        os.chown(directory, user.pw_uid, user.pw_gid)
    about = {"cwd": directory, "env": {"LC_ALL": "C", "PATH": os.defpath}, **who}
    make = [initdb, "-D", f"{directory}/data", "-U", "course", "-A", "trust"]
    make += ["-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, **about)
    start = [Path(initdb).with_name("postgres"), "-D", f"{directory}/data", "-F"]
    start += ["-c", "listen_addresses=", "-c", f"unix_socket_directories={directory}"]
    with open(f"{directory}/log", "wb") as log:
        process = subprocess.Popen(start, stdout=log, stderr=log, **about)
    try:
        wait_for(lambda: answers(directory) or process.poll() is not None, "the server")
        assert process.poll() is None, Path(directory, "log").read_text()
        yield directory
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(directory, ignore_errors=True)


def answers(directory):
    import psycopg

    try:
        psycopg.connect(host=directory, user="course", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


@pytest.fixture
def shared(course, server):
    """A course of two assignments whose gradebook is the database."""
    url = f"postgresql+psycopg://course@/postgres?host={server}"
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {url!r}\nc.Execute.timeout = 7200\n")
    (course / "gradebook.db").unlink()
    shutil.copytree(course / "source" / "tiny", course / "source" / "other")
    for assignment in ASSIGNMENTS:
        Course(course).register(assignment)
    return course


def hand_in_both(course, student, answers):
    hand_in(course, student, answers)
    submitted = course / "submitted" / student
    shutil.copytree(submitted / "tiny", submitted / "other")


@pytest.mark.thorough
def test_two_grade_at_once_and_a_third_gives_marks_by_hand(shared, server):
    look = f"import os\nassert not os.path.exists({server!r})\n"
    slow = f"import time\ntime.sleep(30)\n{RIGHT_DOUBLE}"  # time enough for the third
    for student in ("ada", "bob", "eve", "kim"):
        hand_in_both(shared, student, {**RIGHT, "double": look + RIGHT_DOUBLE})
    hand_in_both(shared, "zoe", {**RIGHT, "double": slow})
    for assignment in ASSIGNMENTS:
        assert grade_one(str(shared), assignment, "kim").score == 5

    matml = Path(sys.executable).with_name("matml")
    runs = [
        subprocess.Popen(
            [matml, "grade", assignment, "--course", shared, "--jobs", "2", "--force"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for assignment in ASSIGNMENTS
    ]
    records = [shared / ".matml" / "graded" / name / "ada.json" for name in ASSIGNMENTS]
    wait_for(
        lambda: all(map(Path.exists, records)) or any(run.poll() is not None for run in runs),
        "both to be under way",
    )
    with Course(shared).gradebook() as gradebook:
        gradebook.find_grade("why", "tiny", "tiny", "kim").manual_score = 0.5
        gradebook.find_comment("why", "tiny", "other", "kim").manual_comment = "Say more."
        gradebook.db.commit()
    at_work = [run.poll() is None for run in runs]
    said = [run.communicate(timeout=PATIENCE)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert at_work == [True, True]
    assert all("5 graded, 0 failed" in text for text in said)

    with Course(shared).gradebook() as gradebook:
        marks = {
            (assignment, submission.student.id): submission.score
            for assignment in ASSIGNMENTS
            for submission in gradebook.assignment_submissions(assignment)
        }
        comment = gradebook.find_comment("why", "tiny", "other", "kim").comment
    students = ("ada", "bob", "eve", "kim", "zoe")
    expected = {(name, student): 5.0 for name in ASSIGNMENTS for student in students}
    assert marks == {**expected, ("tiny", "kim"): 5.5}
    assert comment == "Say more."
