"""`matml grade` on whole classes: real worker processes, real kernels, a real gradebook."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in, read_json

from matml_teach.grading import grade
from matml_teach.grading.course import Course
from matml_teach.grading.engine import grade_one, split_unchanged

RIGHT = {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN, "why": "Because of its sum."}
SQUARED = {**RIGHT, "double": "def double(a):\n    return a * a"}


@pytest.mark.parametrize(
    ("count", "jobs"), [(4, 2), pytest.param(12, 4, marks=pytest.mark.thorough)]
)
def test_a_class_is_graded_and_then_nothing_is_left_to_do(course, tmp_path, capsys, count, jobs):
    for number in range(count):
        hand_in(course, f"student-{number:02d}", RIGHT if number % 2 else SQUARED)
    file = tmp_path / "grades.json"
    released = (course / "release" / "tiny" / "tiny.ipynb").read_bytes()

    assert grade(course, jobs=jobs, json_file=file) == 0
    out, err = capsys.readouterr()
    assert f"{count} graded, 0 failed, 0 unchanged" in out
    assert f"{count} with answers to grade by hand" in out
    assert "Sandbox: bubblewrap. Student code saw its own files only, and no network." in out
    assert f"Gradebook: {course / 'gradebook.db'}" in out
    assert f"[{count}/{count}]" in err
    assert "database is locked" not in (course / ".matml" / "grade.log").read_text()
    first = read_json(file)
    assert [first[f"student-{n:02d}"]["score"] for n in range(count)] == [3, 5] * (count // 2)
    assert {result["protection"] for result in first.values()} == {"namespaces"}
    assert first["student-00"]["exercises"]["test-double"] == {
        "score": 0.0,
        "max_score": 2.0,
        "misconceptions": ["double.squared"],
    }
    assert list(first["student-00"]["exercises"]) == ["test-double", "test-mean", "why"]
    assert first["student-01"]["exercises"]["why"]["score"] is None
    assert first["student-01"]["flags"] == ["needs manual grading"]
    assert (course / "release" / "tiny" / "tiny.ipynb").read_bytes() == released

    assert grade(course, jobs=jobs, json_file=file) == 0
    assert f"0 graded, 0 failed, {count} unchanged" in capsys.readouterr().out
    again = read_json(file)
    for student, result in first.items():
        assert again[student] == {**result, "status": "unchanged", "seconds": 0.0}


def test_one_bad_submission_never_stops_the_rest(course, tmp_path, capsys):
    hand_in(course, "ada", RIGHT, stamp="2025-01-02 10:00:00 UTC")
    hand_in(course, "bob", RIGHT).write_text("{")
    # Nothing that a student's code can reach is the process that grades it.
    hand_in(course, "eve", {"double": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"})
    hand_in(course, "fay", {"double": "import os\nos._exit(3)"})
    hand_in(course, "kim", RIGHT)
    (course / "submitted" / "kim" / "tyni").mkdir()
    with Course(course).gradebook() as gradebook:
        gradebook.update_or_create_assignment("tiny", duedate="2025-01-01 10:00:00 UTC")
    file = tmp_path / "grades.json"

    assert grade(course, jobs=2, json_file=file) == 1
    out = capsys.readouterr().out
    assert "3 graded, 3 failed, 0 unchanged" in out
    submitted = course / "submitted"
    assert f"failed: {submitted / 'bob' / 'tiny' / 'tiny.ipynb'} is not JSON" in out
    assert f"failed: {submitted / 'fay' / 'tiny' / 'tiny.ipynb'}, cell 3: the kernel died" in out
    assert f"failed: {submitted / 'kim' / 'tyni'}: the course has no assignment 'tyni'" in out
    results = {(r["student"], r["assignment"]): r for r in json.loads(file.read_text())}
    assert results["ada", "tiny"]["flags"] == ["late", "needs manual grading"]
    assert results["kim", "tiny"]["flags"] == ["needs manual grading"]
    assert results["bob", "tiny"]["score"] is None
    assert results["eve", "tiny"]["score"] == 0
    assert results["fay", "tiny"]["reason"] in out


def unchanged(course):
    done, _ = split_unchanged(Course(course), [("tiny", "ada")])
    return [result.status for result in done] == ["unchanged"]


@pytest.mark.parametrize(
    "change",
    [
        lambda course: hand_in(course, "ada", SQUARED),
        lambda course: (course / "submitted" / "ada" / "tiny" / "more.txt").write_text("x"),
        lambda course: (course / "source" / "tiny" / "data.csv").write_text("x"),
        lambda course: (course / "nbgrader_config.py").open("a").write("# changed"),
        lambda course: (course / "gradebook.db").unlink(),
        lambda course: shutil.rmtree(course / "autograded"),
        lambda course: shutil.rmtree(course / ".matml"),
    ],
    ids=["answer", "file", "source", "config", "gradebook", "autograded", "record"],
)
def test_what_marks_depend_on_makes_them_be_given_again(graded_course, change):
    assert unchanged(graded_course)
    change(graded_course)
    course = Course(graded_course)
    course.register("tiny")
    assert not unchanged(graded_course)


@pytest.fixture(scope="module")
def _graded(_released, tmp_path_factory):
    course = shutil.copytree(_released, tmp_path_factory.mktemp("graded") / "course")
    hand_in(course, "ada", RIGHT)
    assert grade_one(str(course), "tiny", "ada").status == "graded"
    return course


@pytest.fixture
def graded_course(_graded, tmp_path):
    return shutil.copytree(_graded, tmp_path / "course")


def test_manual_grades_and_comments_survive_grading_again(graded_course):
    with Course(graded_course).gradebook() as gradebook:
        where = ("tiny", "tiny", "ada")
        gradebook.find_grade("why", *where).manual_score = 0.5
        overruled = gradebook.find_grade("test-mean", *where)
        overruled.manual_score, overruled.extra_credit = 1.0, 0.25
        gradebook.find_comment("why", *where).manual_comment = "Say more."
        gradebook.db.commit()
    hand_in(graded_course, "ada", {**RIGHT, "double": "nonsense"})
    result = grade_one(str(graded_course), "tiny", "ada")
    assert result.status == "graded"
    assert {name: exercise.score for name, exercise in result.exercises.items()} == {
        "test-double": 0.0,
        "test-mean": 1.25,
        "why": 0.5,
    }
    assert result.score == 1.75
    # nbgrader asks for another look at marks given by hand, because the answers may be new.
    assert "needs manual grading" in result.flags
    with Course(graded_course).gradebook() as gradebook:
        assert gradebook.find_comment("why", "tiny", "tiny", "ada").comment == "Say more."
        assert gradebook.find_submission("tiny", "ada").score == 1.75


def configure(course, line):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"{line}\n")


def start_grading(course, *more):
    matml = Path(sys.executable).with_name("matml")
    return subprocess.Popen(
        [matml, "grade", "--course", str(course), "--jobs", "2", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# No test waits this long on a machine that works; it is there for those that do not.
PATIENCE = 900


def wait_for(condition, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


@pytest.mark.parametrize(
    "how",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM, marks=pytest.mark.thorough),
        pytest.param(signal.SIGKILL, marks=pytest.mark.thorough),
    ],
)
def test_a_stopped_run_leaves_no_process_and_the_next_one_goes_on(course, how):
    # A process that the code starts is the only thing of it that can be seen from outside.
    endless = "import subprocess\nsubprocess.run(['sleep', '86123'])"
    configure(course, "c.Execute.timeout = 7200")
    hand_in(course, "ada", RIGHT)
    hand_in(course, "bob", {"double": endless})
    process = start_grading(course)
    record = course / ".matml" / "graded" / "tiny" / "ada.json"
    wait_for(
        lambda: process.poll() is not None or (sleeps(process.pid) and record.exists()),
        "ada graded, bob running",
    )
    assert process.poll() is None, process.communicate()[1]
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 6  # two workers and two sandboxes with a process or two at least
    process.send_signal(how)
    _, err = process.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(_alive(child) for child in family), "workers and kernels to end")
    assert "Traceback" not in err
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert err.endswith("matml grade: stopped; what was finished is kept\n")
    hand_in(course, "bob", RIGHT)
    done, todo = split_unchanged(Course(course), [("tiny", "ada"), ("tiny", "bob")])
    assert [result.student for result in done] == ["ada"]
    assert todo == [("tiny", "bob")]
    assert grade_one(str(course), "tiny", "bob").score == 5


@pytest.mark.thorough
@pytest.mark.parametrize("victim", ["worker", "sandbox", "warm process"])
def test_a_killed_process_costs_nothing_but_time(course, tmp_path, victim):
    # Long enough to be found by a test that gets little of the processor.
    slow = f"import subprocess\nsubprocess.run(['sleep', '20.6123'])\n{RIGHT_DOUBLE}"
    configure(course, "c.Execute.timeout = 7200")
    for student in ("ada", "bob", "eve"):
        hand_in(course, student, RIGHT)
    hand_in(course, "bob", {**RIGHT, "double": slow})
    process = start_grading(course, "--json", str(tmp_path / "grades.json"))
    found = []
    wait_for(lambda: process.poll() is not None or found.extend(sleepers(process.pid)) or found,
             "bob's code to run")  # fmt: skip
    # From the outside in: matml, worker, bubblewrap, the sandbox's first process, the warm one.
    line = [one.pid for one in found[0].parents()][::-1]
    line = line[line.index(process.pid) :]
    os.kill(line[{"worker": 1, "sandbox": 2, "warm process": 4}[victim]], signal.SIGKILL)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, out + err
    assert "3 graded, 0 failed" in out
    assert {r["score"] for r in read_json(tmp_path / "grades.json").values()} == {5}


def sleepers(pid):
    """The descendants of a process that bob's code started."""
    found = []
    for process in psutil.Process(pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if process.cmdline() == ["sleep", "20.6123"]:
                found.append(process)
    return found


def sleeps(pid):
    """Whether a descendant of this process is the one that bob's code started."""
    for process in psutil.Process(pid).children(recursive=True):
        try:
            if process.cmdline() == ["sleep", "86123"]:
                return True
        except psutil.Error:
            continue
    return False


def _alive(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_names_of_students_and_assignments_may_hold_what_a_glob_would_read(course):
    hand_in(course, "o'neil [2]", RIGHT)
    hand_in(course, "o'neil 2", SQUARED)
    result = grade_one(str(course), "tiny", "o'neil [2]")
    assert (result.reason, result.score) == (None, 5)
    assert not os.path.exists(course / "autograded" / "o'neil 2")
