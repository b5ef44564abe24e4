"""``matml demo``: a whole class in a few minutes, made from the solution bank.

The bank (``tests/bank/<notebook>/<exercise>/``) holds what students type: ``right_<how>.py`` and
``wrong_<misconception>.py`` or ``wrong_<misconception>__<variant>.py``. The demo builds a course,
lets a made-up class hand in these answers, grades them, and checks itself: every right answer must
have got full marks, every wrong one must have lost them for its misconception.
"""

import contextlib
import datetime
import os
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from rich.console import Console

from matml_teach.exceptions import CourseError, UsageError
from matml_teach.grading import engine, sandbox
from matml_teach.grading.command import grade_course, print_summary
from matml_teach.grading.course import Course
from matml_teach.grading.progress import progress
from matml_teach.grading.results import ExerciseResult, Result, write_json
from matml_teach.grading.table import open_console, print_marks
from matml_teach.reporting.feedback import write_feedback
from matml_teach.reporting.report import write_report

_MARKER = ".matml-demo"
_MARKER_TEXT = "Made by `matml demo`, which replaces this directory when it runs again.\n"
_PARTS_OF_A_COURSE = ("nbgrader_config.py", "notebooks", "source", "release")

_CLASS_SIZE = 16
_COMMONEST = 12
_DUE = datetime.datetime(2025, 11, 21, 17, 0)
_WRITTEN_ANSWER = (
    "I would look at where the data come from first, and report the error on data the model "
    "has not seen."
)
_FIRST = (
    *("Amara", "Bilal", "Chen", "Dana", "Emeka", "Farah"),
    *("Goran", "Hana", "Ivo", "Jaya", "Kofi", "Lena"),
)
_LAST = (
    *("Abara", "Brandt", "Castell", "Dvorak", "Eklund", "Farrow"),
    *("Gupta", "Hollis", "Imai", "Jansen", "Kaur", "Lindqvist"),
)


@dataclass(frozen=True)
class Answer:
    """One file of the bank: the text of an answer cell.

    Attributes
    ----------
    file : str
        Its name, for people.
    text : str
        What replaces the cell's source.
    misconception : str or None
        The identifier its feedback must carry; None for a right answer.
    """

    file: str
    text: str
    misconception: str | None

    @property
    def kind(self) -> str:
        """``right`` or ``wrong``."""
        return "right" if self.misconception is None else "wrong"


@dataclass(frozen=True)
class Pupil:
    """A simulated student's work on one assignment.

    Attributes
    ----------
    kind : str
        What this student is an example of.
    answers : dict
        Exercise → answer; exercises that are left out stay untouched.
    blank : bool
        The released notebook comes back as it was.
    late : bool
        Handed in a day after the due date.
    """

    kind: str
    answers: dict[str, Answer] = field(default_factory=dict)
    blank: bool = False
    late: bool = False


def run_demo(
    course: Path, *, into: Path, jobs: int | None = None, every_lesson: bool = False
) -> int:
    """Build a course, simulate a class, grade it, make feedback and reports, print the marks.

    Parameters
    ----------
    course : Path
        The course to show, with its solution bank in ``tests/bank``.
    into : Path
        Directory of the demo; must be new, empty or a former demo, which is replaced.
    jobs : int, optional
        Submissions at once; one per core if not given.
    every_lesson : bool
        Let the class work through all lessons of the bank, not only the first.

    Returns
    -------
    int
        0 if every answer of the bank got the marks it should, 1 if not.

    Raises
    ------
    MatmlError
        If the course has no bank, or the directory cannot be used.
    """
    console, clock = open_console(), _Clock()
    bank = read_bank(course)
    if not every_lesson:
        bank = {min(bank): bank[min(bank)]}
    prepare(course, into)
    if (into / "notebooks").is_dir():
        from matml_teach.authoring.build import build

        if build(into):
            raise CourseError(
                f"{into} could not be built; `matml build --course {course}` says why"
            )
    demo = Course(into)
    demo.require("release", "make it with `matml build`")
    clock.lap("build the course")

    classes = {assignment: simulate_class(exercises) for assignment, exercises in bank.items()}
    demo.make_working_directory()
    for assignment, pupils in classes.items():
        demo.register(assignment)
        with demo.gradebook() as gradebook:
            gradebook.update_or_create_assignment(assignment, duedate=_DUE)
        for number, pupil in enumerate(pupils):
            hand_in(demo, assignment, number, pupil)
    clock.lap("simulate the class")

    # The answers are the bank's own: a machine without bubblewrap can show the demo as well.
    protection = "none" if sandbox.why_not() else None
    results = grade_course(demo, assignments=list(bank), jobs=jobs, protection=protection)
    write_json(results, into / "grades.json")
    clock.lap("grade")
    without_feedback = _write_feedback(demo, results, jobs)
    clock.lap("write feedback")
    reports = [write_report(demo, assignment) for assignment in bank]
    clock.lap("write the reports")

    print_marks(results, console)
    _print_commonest(results, console)
    print_summary(demo, results, console)
    console.print(f"Feedback: {demo.root / 'feedback'}", soft_wrap=True)
    for file in reports:
        console.print(f"Report: {file}", soft_wrap=True)
    console.print(f"Marks as JSON: {demo.root / 'grades.json'}", soft_wrap=True)
    console.print(
        f"To look around: `matml lab --instructor --course {into}`, then Formgrader in the "
        "Nbgrader menu.",
        soft_wrap=True,
    )
    console.print(f"Time: {clock}", soft_wrap=True)

    counts, differences = _compare(demo, bank, classes, results)
    differences += without_feedback
    if differences:
        console.print(f"Not as expected ({len(differences)}):", style="bold")
        for difference in differences:
            console.print(f"  {difference}", soft_wrap=True, markup=False)
        return 1
    console.print(
        f"As expected: {counts['right']} right answers got full marks, {counts['wrong']} wrong "
        f"ones lost marks for their misconception, {counts['untouched']} untouched ones got 0.",
        soft_wrap=True,
    )
    return 0


def read_bank(course: Path) -> dict[str, dict[str, list[Answer]]]:
    """Read the solution bank of a course.

    Parameters
    ----------
    course : Path
        The course directory.

    Returns
    -------
    dict
        Notebook → exercise → answers, right ones first.

    Raises
    ------
    CourseError
        If there is no bank, or a file in it is not named as it should be.
    """
    root = course / "tests" / "bank"
    bank: dict[str, dict[str, list[Answer]]] = {}
    for file in sorted(root.glob("*/*/*.py")):
        match = re.fullmatch(r"right_.+|wrong_([a-z0-9.-]+?)(?:__.+)?", file.stem)
        if not match:
            raise CourseError(
                f"{file} is not an answer of the bank; name it right_<how>.py or "
                "wrong_<misconception>.py"
            )
        exercises = bank.setdefault(file.parent.parent.name, {})
        answer = Answer(file.name, file.read_text(encoding="utf-8").rstrip("\n"), match[1])
        exercises.setdefault(file.parent.name, []).append(answer)
    if not bank:
        raise CourseError(
            f"{root} holds no answers to simulate a class with; name the course with --course"
        )
    for notebook, exercises in bank.items():
        for exercise, answers in exercises.items():
            if not _right(answers) or not _one_of_each_misconception(answers):
                raise CourseError(
                    f"{root / notebook / exercise} needs at least one right_*.py and one wrong_*.py"
                )
    return bank


def simulate_class(exercises: dict[str, list[Answer]]) -> list[Pupil]:
    """Make a class in which every misconception of the bank turns up in its exercise.

    Parameters
    ----------
    exercises : dict
        Exercise → its answers, each with a right and a wrong one at least.

    Returns
    -------
    list of Pupil
        At least 16; the same every time.
    """
    right = {name: _right(answers) for name, answers in exercises.items()}
    wrong = {name: _one_of_each_misconception(answers) for name, answers in exercises.items()}

    def all_right(how: int) -> dict[str, Answer]:
        return {name: answers[how % len(answers)] for name, answers in right.items()}

    half = dict(list(all_right(0).items())[: len(exercises) // 2])
    pupils = [Pupil("all right", all_right(how)) for how in range(3)]
    pupils += [
        Pupil("half finished", half),
        Pupil("late", all_right(3), late=True),
        Pupil("blank", blank=True),
    ]
    # As many partly right pupils as the exercise with most misconceptions needs; the wrong
    # answers of the others are spread evenly among them, so everybody gets something right.
    size = max(map(len, wrong.values()))
    partly = [all_right(how) for how in range(size)]
    for shift, (name, answers) in enumerate(wrong.items()):
        for k, answer in enumerate(answers):
            partly[(k * size // len(answers) + shift) % size][name] = answer
    pupils += [Pupil("partly right", answers) for answers in partly]
    chance = random.Random(7)
    while len(pupils) < _CLASS_SIZE:
        mixed = {name: chance.choice(answers) for name, answers in exercises.items()}
        pupils.append(Pupil("partly right", mixed))
    return pupils


def prepare(course: Path, into: Path) -> None:
    """Copy what makes a course into the demo's directory, which must be ours to replace."""
    if not (course / "nbgrader_config.py").is_file():
        raise CourseError(
            f"{course / 'nbgrader_config.py'} is missing, so {course} is not an nbgrader course; "
            "name the course directory with --course"
        )
    if into.exists() and not into.is_dir():
        raise UsageError(f"{into} is a file; name another directory with --into")
    if into.is_dir() and any(into.iterdir()):
        if not (into / _MARKER).is_file():
            raise UsageError(
                f"{into} is not empty and was not made by `matml demo`; "
                "name another directory with --into"
            )
        shutil.rmtree(into)
    into.mkdir(parents=True, exist_ok=True)
    (into / _MARKER).write_text(_MARKER_TEXT)
    for name in _PARTS_OF_A_COURSE:
        if (course / name).is_dir():
            shutil.copytree(course / name, into / name)
        elif (course / name).is_file():
            shutil.copy(course / name, into / name)


def hand_in(demo: Course, assignment: str, number: int, pupil: Pupil) -> None:
    """Write the submission of the class's pupil of this number."""
    directory = demo.directory("submitted", _student_id(number), assignment)
    shutil.copytree(demo.directory("release", ".", assignment), directory)
    handed_in = _DUE + datetime.timedelta(days=1 if pupil.late else -1, minutes=7 * number)
    (directory / "timestamp.txt").write_text(f"{handed_in:%Y-%m-%d %H:%M:%S} UTC\n")
    if pupil.blank:
        return
    file = directory / f"{assignment}.ipynb"
    notebook = nbformat.read(file, as_version=4)
    unknown = set(pupil.answers)
    for cell in notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        if "details" in cell.metadata.get("tags", []):
            details = {"NAME": _name(number), "COLLEGE_ID": f"{2400117 + 3571 * number:08d}"}
            for variable, value in details.items():
                cell.source = re.sub(
                    rf'^{variable} = ""', f'{variable} = "{value}"', cell.source, flags=re.M
                )
        elif settings.get("grade_id") in pupil.answers:
            cell.source = pupil.answers[settings["grade_id"]].text
            unknown.discard(settings["grade_id"])
        elif cell.cell_type == "markdown" and settings.get("solution"):
            cell.source = _WRITTEN_ANSWER
    if unknown:
        raise CourseError(
            f"the bank answers {sorted(unknown)[0]!r}, but {file.name} has no such answer cell; "
            f"mend tests/bank/{assignment}"
        )
    nbformat.write(notebook, file)


def _write_feedback(demo: Course, results: Sequence[Result], jobs: int | None) -> list[str]:
    """Write feedback on all that was graded; return what went wrong."""
    pairs = [(r.assignment, r.student) for r in results if r.status != "failed"]

    def workers(count: int) -> contextlib.AbstractContextManager[Executor]:
        return engine.local_workers(demo, min(jobs or os.cpu_count() or 1, count))

    with progress(len(pairs), "Writing feedback on") as report:
        written = engine.run(write_feedback, demo, pairs, workers, report)
    return [result.reason for result in written if result.reason]


def _compare(
    demo: Course,
    bank: dict[str, dict[str, list[Answer]]],
    classes: dict[str, list[Pupil]],
    results: Sequence[Result],
) -> tuple[Counter[str], list[str]]:
    """Compare the marks with what the bank promises.

    Returns
    -------
    counts : Counter
        How many right, wrong and untouched answers were compared.
    differences : list of str
        A line for each that is not as it should be.
    """
    counts: Counter[str] = Counter()
    differences = []
    marks = {(result.assignment, result.student): result for result in results}
    for assignment, pupils in classes.items():
        file = demo.directory("release", ".", assignment) / f"{assignment}.ipynb"
        tests = _tests(nbformat.read(file, as_version=4))
        differences += [
            f"{assignment}, {exercise}: the bank has no answers"
            for exercise in tests
            if exercise not in bank[assignment]
        ]
        for number, pupil in enumerate(pupils):
            result = marks[assignment, _student_id(number)]
            if result.status == "failed":
                continue  # named with its reason already, and the exit status tells
            late = "late" in result.flags
            if late != pupil.late:
                differences.append(f"{result.student}: late is {late}, not {pupil.late}")
            for exercise, cells in tests.items():
                answer = pupil.answers.get(exercise)
                counts["untouched" if answer is None else answer.kind] += 1
                wrong = _difference(answer, [result.exercises[cell] for cell in cells])
                if wrong:
                    differences.append(f"{assignment}, {result.student}, {exercise}: {wrong}")
    differences += [str(result.reason) for result in results if result.status == "failed"]
    return counts, differences


def _difference(answer: Answer | None, cells: Sequence[ExerciseResult]) -> str | None:
    """Say what is not as it should be in the marks of one answer; None if nothing."""
    score = sum(cell.score or 0 for cell in cells)
    most = sum(cell.max_score for cell in cells)
    found = [identifier for cell in cells for identifier in cell.misconceptions]
    if answer is None:
        return f"untouched, but got {score:g}" if score else None
    if answer.misconception is None:
        said = ", ".join(found) or "nothing"
        return (
            None
            if score == most
            else f"{answer.file} is right, but got {score:g}/{most:g} ({said})"
        )
    if score == most:
        return f"{answer.file} is wrong, but got full marks"
    if answer.misconception not in found:
        return f"{answer.file} was told {', '.join(found) or 'nothing'}"
    return None


def _tests(notebook: NotebookNode) -> dict[str, list[str]]:
    """Return answer cell → the test cells that follow it, for what is graded automatically."""
    tests: dict[str, list[str]] = {}
    answer = None
    for cell in notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("solution"):
            answer = None if settings.get("grade") else settings["grade_id"]
        elif settings.get("grade") and answer:
            tests.setdefault(answer, []).append(settings["grade_id"])
    return tests


def _print_commonest(results: Sequence[Result], console: Console) -> None:
    """Print the misconceptions of the class, commonest first."""
    students: dict[str, set[str]] = {}
    for result in results:
        for exercise in result.exercises.values():
            for identifier in exercise.misconceptions:
                students.setdefault(identifier, set()).add(result.student)
    if not students:
        return
    console.print("Commonest misconceptions (students)", style="bold")
    ordered = sorted(students.items(), key=lambda item: (-len(item[1]), item[0]))
    for identifier, who in ordered[:_COMMONEST]:
        console.print(f"{len(who):>4}  {identifier}", soft_wrap=True)
    console.print()


class _Clock:
    """Wall time of the steps, printed as ``build 3 s, grade 40 s (43 s in all)``."""

    def __init__(self) -> None:
        self._steps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, step: str) -> None:
        now = time.monotonic()
        self._steps[step] = now - self._last
        self._last = now

    def __str__(self) -> str:
        steps = ", ".join(f"{step} {seconds:.0f} s" for step, seconds in self._steps.items())
        return f"{steps} ({sum(self._steps.values()):.0f} s in all)"


def _right(answers: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.misconception is None]


def _one_of_each_misconception(answers: Sequence[Answer]) -> list[Answer]:
    first: dict[str, Answer] = {}
    for answer in answers:
        if answer.misconception is not None:
            first.setdefault(answer.misconception, answer)
    return list(first.values())


def _name(number: int) -> str:
    """Return the made-up name of the class's student of this number; the first 144 differ."""
    first = _FIRST[number % len(_FIRST)]
    return f"{first} {_LAST[(5 * number + number // len(_FIRST)) % len(_LAST)]}"


def _student_id(number: int) -> str:
    return _name(number).lower().replace(" ", "-")
