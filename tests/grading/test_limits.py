"""What one submission may use; whoever uses more hurts only themselves."""

import psutil
import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in

from matml_teach.grading.engine import grade_one

RIGHT = {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN}


def limit(course, **limits):
    """Set limits (and a cell timeout that a slow machine does not run into)."""
    lines = ["", *(f"c.SandboxedExecute.{name} = {value}" for name, value in limits.items())]
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\n".join(lines) + "\n")


def grade(course, double, student="ada"):
    hand_in(course, student, {**RIGHT, "double": double})
    return grade_one(str(course), "tiny", student)


def test_too_much_memory_is_an_error_of_the_cell(course):
    # Far more than Python itself needs, far less than is asked for; none of it is touched.
    limit(course, memory=2048)
    result = grade(course, "import mmap\nhog = bytearray(16 * 2**30)\n" + RIGHT_DOUBLE)
    assert result.status == "graded"
    assert result.exercises["test-double"].score == 0
    assert result.exercises["test-mean"].score == 3


def test_memory_that_the_system_does_not_refuse_is_watched(course):
    # Each process stays under the limit, all together do not.
    limit(course, memory=1024)
    hogs = (
        "import os, time\n"
        "for _ in range(8):\n"
        "    if os.fork() == 0:\n"
        "        hog = bytearray(os.urandom(4096)) * (60 * 2**20 // 1024)\n"
        "        time.sleep(86125)\n"
        "time.sleep(86125)"
    )
    result = grade(course, hogs)
    assert result.status == "failed"
    assert "cell 3: the code used more than 1024 MiB of memory" in result.reason


def test_too_many_processes_end_the_submission(course):
    limit(course, processes=16)
    forks = (
        "import subprocess\n"
        "many = [subprocess.Popen(['sleep', '86126']) for _ in range(60)]\n"
        "for one in many:\n"
        "    one.wait()"
    )
    result = grade(course, forks)
    assert result.status == "failed"
    assert "cell 3: the code used more than 16 processes" in result.reason
    assert not any("86126" in line for line in command_lines())


def command_lines():
    for process in psutil.process_iter():
        try:
            yield from process.cmdline()
        except psutil.Error:
            continue


def test_a_full_disk_is_an_error_of_the_cell(course):
    limit(course, disk=8)
    fill = "open('big', 'wb').write(bytes(64 * 2**20))\n" + RIGHT_DOUBLE
    for directory in ("", "/tmp/", "/dev/shm/"):
        result = grade(course, fill.replace("big", f"{directory}big"))
        assert result.status == "graded"
        assert result.exercises["test-double"].score == 0, directory
        assert result.exercises["test-mean"].score == 3


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_output_without_end_is_cut_while_it_comes(course, stream):
    limit(course, max_output=1)
    config = course / "nbgrader_config.py"
    # The endless cell only: the others get the time that a busy machine may need.
    endless = "lambda cell: 8 if 'while True' in cell.source else 900"
    config.write_text(config.read_text() + f"c.Execute.timeout_func = {endless}\n")
    endless = f"import sys\nwhile True: print('x' * 999, file=sys.{stream})"
    result = grade(course, endless)
    assert result.status == "graded", result.reason
    assert result.exercises["test-double"].score == 0
    assert result.exercises["test-mean"].score == 3
    graded = course / "autograded" / "ada" / "tiny" / "tiny.ipynb"
    assert graded.stat().st_size < 2 * 2**20


def test_the_notebook_as_a_whole_has_its_time(course):
    limit(course, notebook_timeout=5)
    result = grade(course, "while True: pass")
    assert result.status == "failed"
    assert "the notebook took longer than 5 seconds" in result.reason


def test_what_ran_into_a_limit_does_not_touch_the_next_submission(course):
    limit(course, processes=16)
    forks = "import os, time\nfor _ in range(60):\n    os.fork() or time.sleep(86127)"
    assert grade(course, forks).status == "failed"
    assert grade(course, RIGHT_DOUBLE, student="bob").score == 5
