"""Kill -9 at random moments: does the next run end with the gradebook of an undisturbed one?

    python benchmarks/kills.py [--kills 20] [--seed 0] [--json FILE]

Grades a small class once undisturbed, and then, for each kind of process (the coordinator, a
worker, a warm process), so many times with one of them killed at a random moment; after each, the
same command runs again to its end. Exits with 1 if any gradebook differs.
"""

import argparse
import contextlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from matml_teach.grading.course import Course

KIT = Path(__file__).parents[1]
sys.path.insert(0, str(KIT / "tests"))
from tiny_course import BANK, RIGHT_DOUBLE, RIGHT_MEAN, hand_in, make_released_course  # noqa: E402

MATML = Path(sys.executable).with_name("matml")
STUDENTS = 12


def make_class(root: Path) -> Path:
    make_released_course(root)
    doubles = list(BANK["double"].values())
    for number in range(STUDENTS):
        answers = {"double": doubles[number % len(doubles)], "mean": RIGHT_MEAN}
        hand_in(root, f"student-{number:02d}", answers)
    hand_in(root, "student-00", {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN, "why": "Because."})
    return root


def start(course: Path) -> subprocess.Popen:
    command = [MATML, "grade", "--course", str(course), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def marks(course: Path) -> dict[str, object]:
    with Course(course).gradebook() as gradebook:
        return {
            submission.student.id: sorted(
                (grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                for book in submission.notebooks
                for grade in book.grades
            )
            for submission in gradebook.assignment_submissions("tiny")
        }


def victim(process: psutil.Process, kind: str) -> psutil.Process | None:
    """Choose the process to kill: matml, one of its workers, or the warm process of one."""
    if kind == "coordinator":
        return process
    everyone = process.children(recursive=True)
    # The sandbox's first process is bubblewrap's, the next one is ours.
    boxes = [one for one in everyone if one.name() == "bwrap"]
    warm = [one for box in boxes for one in box.children() if one.name() != "bwrap"]
    if kind == "warm process":
        return random.choice(warm) if warm else None
    workers = [one for one in process.children() if "spawn_main" in " ".join(one.cmdline())]
    return random.choice(workers) if workers else None


def disturbed(course: Path, kind: str, after: float) -> bool:
    """Grade with a kill after so many seconds, then grade to the end; return if one was killed."""
    running = start(course)
    time.sleep(after)
    killed = False
    with contextlib.suppress(psutil.Error):
        chosen = victim(psutil.Process(running.pid), kind)
        if chosen is not None and running.poll() is None:
            chosen.send_signal(signal.SIGKILL)
            killed = True
    running.wait()
    again = start(course)
    if again.wait() != 0:
        sys.exit(f"the run after killing a {kind} failed: {course}")
    return killed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    figures: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        base = make_class(Path(scratch) / "class")
        calm = shutil.copytree(base, Path(scratch) / "calm")
        began = time.perf_counter()
        start(calm).wait()
        seconds = time.perf_counter() - began
        expected = marks(calm)
        for kind in ("coordinator", "worker", "warm process"):
            row = figures[kind] = {"runs": 0, "killed": 0, "gradebooks that differ": 0}
            for _ in range(arguments.kills):
                course = shutil.copytree(base, Path(scratch) / "disturbed")
                row["runs"] += 1
                row["killed"] += disturbed(course, kind, random.uniform(0, seconds))
                row["gradebooks that differ"] += marks(course) != expected
                shutil.rmtree(course)
            print(f"{kind}: {row}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1))
    sys.exit(any(row["gradebooks that differ"] for row in figures.values()))


if __name__ == "__main__":
    main()
