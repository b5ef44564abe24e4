"""Grading a class: `nbgrader autograde` and `matml grade`, side by side on the same submissions.

    python benchmarks/grading.py [--course DIR] [--submissions 24] [--rounds 1] [--json FILE]

The class is made from the answers of the solution bank, as for `matml demo`. All take turns in
every round, each on a copy of the same course; what is timed is the whole command, starting
Python included. The bare cells are those of the same submissions, in one process that imports
the libraries once: no grader that runs the cells can need less.
"""

import argparse
import contextlib
import datetime
import itertools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from matml_teach import demo
from matml_teach.grading.course import Course

KIT = Path(__file__).parents[1]
MATML = Path(sys.executable).with_name("matml")
ORDINARY = "\ndel c.Autograde.autograde_preprocessors\n"
SKIPPED = "demo"


@dataclass
class Cost:
    """What a command took: wall and processor seconds, and its peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def make_course(kit: Path, into: Path, assignment: str, count: int) -> Path:
    """Build a course in which so many students handed in answers of the bank."""
    from matml_teach.authoring.build import build

    demo.prepare(kit, into)
    if (into / "notebooks").is_dir():
        with contextlib.redirect_stdout(sys.stderr):
            build(into)
    course = Course(into)
    course.make_working_directory()
    course.register(assignment)
    with course.gradebook() as gradebook:
        due = datetime.datetime(2025, 11, 21, 17)
        gradebook.update_or_create_assignment(assignment, duedate=due)
    pupils = demo.simulate_class(demo.read_bank(kit)[assignment])
    for number, pupil in zip(range(count), itertools.cycle(pupils), strict=False):
        demo.hand_in(course, assignment, number, pupil)
    return into


def measure(command: list[str], directory: Path) -> Cost:
    """Run a command and watch it and all that it starts."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    with watching(process.pid) as seen:
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{said.decode()[-2000:]}")
    # The system adds up only what was waited for; bubblewrap ends without waiting.
    cpu = max([usage.ru_utime + usage.ru_stime, *(one.cpu for one in seen)])
    memory = max((one.memory for one in seen), default=0)
    return Cost(time.perf_counter() - began, cpu, memory)


@contextlib.contextmanager
def watching(pid: int) -> Iterator[list[Cost]]:
    """Collect, twice a second, what a process and its descendants have used together so far.

    Pages that several share count for each of them in part (PSS). Processor seconds include
    those of processes that have ended and were waited for.
    """
    seen: list[Cost] = []
    done = threading.Event()
    began = time.perf_counter()

    def watch() -> None:
        while not done.wait(0.5):
            cpu = memory = 0.0
            with contextlib.suppress(psutil.Error):
                process = psutil.Process(pid)
                for one in [process, *process.children(recursive=True)]:
                    with contextlib.suppress(psutil.Error, OSError):
                        cpu += sum(one.cpu_times()[:4])
                        memory += one.memory_full_info().pss / 2**20
            seen.append(Cost(time.perf_counter() - began, cpu, memory))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def bare(course: Path, assignment: str) -> Callable[[], Cost]:
    """Return what runs the cells of the graded notebooks in one process."""

    def run() -> Cost:
        files = sorted(course.glob(f"autograded/*/{assignment}/*.ipynb"))
        command = [sys.executable, str(KIT / "benchmarks" / "bare_cells.py"), SKIPPED]
        began = time.perf_counter()
        done = subprocess.run([*command, *files], capture_output=True, text=True, check=True)
        cpu = float(done.stdout.split()[-1])
        return Cost(time.perf_counter() - began, cpu, 0)

    return run


def contestants(base: Path, scratch: Path, assignment: str) -> dict[str, Callable[[], Cost]]:
    """Return the commands to compare, each with a copy of the course."""
    plain = shutil.copytree(base, scratch / "nbgrader")
    config = plain / "nbgrader_config.py"
    config.write_text(config.read_text() + ORDINARY)
    nbgrader = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--force"]
    runs: dict[str, Callable[[], Cost]] = {
        "nbgrader autograde": lambda: measure(nbgrader, plain),
    }
    for jobs in (1, 2):
        copy = shutil.copytree(base, scratch / f"jobs-{jobs}")
        command = [str(MATML), "grade", assignment, "--jobs", str(jobs), "--force"]
        runs[f"matml grade --jobs {jobs}"] = lambda c=command, d=copy: measure(c, d)
    runs["bare cells"] = bare(plain, assignment)
    return runs


def compare(kit: Path, assignment: str, count: int, rounds: int) -> dict[str, dict[str, float]]:
    """Measure all contestants on one assignment; medians of the rounds."""
    with tempfile.TemporaryDirectory() as scratch:
        base = make_course(kit, Path(scratch) / "course", assignment, count)
        runs = contestants(base, Path(scratch), assignment)
        costs: dict[str, list[Cost]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                costs[name].append(run())
                print(f"{assignment}: {name}: {costs[name][-1]}", file=sys.stderr, flush=True)
    middle = {
        name: {
            key: statistics.median(asdict(cost)[key] for cost in some)
            for key in ("wall", "cpu", "memory")
        }
        for name, some in costs.items()
    }
    limit = middle["bare cells"]["cpu"]
    for figures in middle.values():
        figures["per minute"] = 60 * count / figures["wall"]
        figures["times nbgrader"] = middle["nbgrader autograde"]["wall"] / figures["wall"]
        figures["wall * cores / bare CPU"] = figures["wall"] * (os.cpu_count() or 1) / limit
    return middle


def show(assignment: str, count: int, figures: dict[str, dict[str, float]]) -> None:
    table = Table(title=f"{assignment}: {count} submissions, {os.cpu_count()} cores")
    columns = ("wall", "cpu", "per minute", "times nbgrader", "wall * cores / bare CPU", "memory")
    table.add_column("")
    for column in columns:
        unit = {"wall": " (s)", "cpu": " (s)", "memory": " (MiB)"}.get(column, "")
        table.add_column(column + unit, justify="right")
    for name, row in figures.items():
        table.add_row(name, *(f"{row[column]:.3g}" if row[column] else "" for column in columns))
    Console(width=120).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--course", type=Path, default=KIT, help="a course with a solution bank")
    parser.add_argument("--assignment", action="append", help="which (default: all of the bank)")
    parser.add_argument("--submissions", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    everything = {}
    for assignment in arguments.assignment or demo.read_bank(arguments.course):
        figures = compare(arguments.course, assignment, arguments.submissions, arguments.rounds)
        show(assignment, arguments.submissions, figures)
        everything[assignment] = figures
    if arguments.json:
        about = {"cores": os.cpu_count(), "machine": platform.machine()}
        about |= {"submissions": arguments.submissions, "rounds": arguments.rounds}
        arguments.json.write_text(json.dumps({**about, "assignments": everything}, indent=1))


if __name__ == "__main__":
    main()
