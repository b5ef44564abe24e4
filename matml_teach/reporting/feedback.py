"""``matml feedback``: a page for every student, and parcels of them for Moodle.

The pages are nbgrader's (``feedback/<student>/<assignment>/<notebook>.html``), so
``nbgrader release_feedback`` hands them out as ever. On top stands what counts: the points of
every exercise, what went wrong in a sentence, and the way back to the section.
"""

import contextlib
import glob
import html
import os
import re
import zipfile
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets.config import Config

from matml_teach.collecting.people import ClassList, Person, read_class_list
from matml_teach.exceptions import CourseError, UsageError
from matml_teach.grading import engine
from matml_teach.grading.course import Course
from matml_teach.grading.progress import progress
from matml_teach.grading.results import Result
from matml_teach.grading.table import open_console
from matml_teach.reporting.hide import HideHiddenTests

_TEMPLATES = Path(__file__).with_name("templates")
_MARKS = {"right": "✓", "wrong": "✗", "waiting": "…"}
_VERDICT = re.compile(r"[✓✗] (.+?)(?:: no mistake found\.|  \[[a-z0-9.-]+\])$", re.MULTILINE)
_SEE = re.compile(r"^\s*Read again: (.+)$", re.MULTILINE)


def feedback(
    course: Path,
    *,
    assignment: str | None = None,
    students: Sequence[str] | None = None,
    jobs: int | None = None,
    moodle: Path | None = None,
    class_list: Path | None = None,
) -> int:
    """Write a page of feedback for every submission that was graded.

    Parameters
    ----------
    course : Path
        Any nbgrader course directory.
    assignment : str, optional
        Which; may be left out where only one was graded.
    students : sequence of str, optional
        Only these.
    jobs : int, optional
        Pages at once; one per core if not given.
    moodle : Path, optional
        A zip archive to write, which Moodle's *Upload multiple feedback files in a zip* takes.
    class_list : Path, optional
        Moodle's grading worksheet, which has the numbers that the archive needs.

    Returns
    -------
    int
        0 if everybody has a page (and a place in the archive), 1 if somebody has none.

    Raises
    ------
    MatmlError
        For an argument or course that cannot be used; nothing has been written then.
    """
    opened = Course(course)
    people = _check_moodle(moodle, class_list)
    name, graded = _choose(opened, assignment, list(students or []))
    opened.make_working_directory()

    def workers(count: int) -> contextlib.AbstractContextManager[Executor]:
        return engine.local_workers(opened, min(jobs or os.cpu_count() or 1, count))

    pairs = [(name, student) for student in graded]
    with progress(len(pairs), "Writing feedback on") as report:
        results = engine.run(write_feedback, opened, pairs, workers, report)
    troubles = [result.reason for result in results if result.reason]
    written = [result.student for result in results if not result.reason]
    if moodle is not None and people is not None:
        troubles += pack_for_moodle(opened, name, written, people, moodle)
    console = open_console()
    for trouble in troubles:
        console.print(trouble, soft_wrap=True, markup=False)
    console.print(f"Feedback for {len(written)} of {len(pairs)} submissions")
    pages = opened.directory("feedback", "*", name)
    console.print(f"Written: {pages}", soft_wrap=True, markup=False)
    if moodle is not None:
        console.print(f"For Moodle: {moodle}", soft_wrap=True, markup=False)
    return int(bool(troubles))


def write_feedback(root: str, assignment: str, student: str) -> Result:
    """Write the feedback on one submission; runs on a worker.

    Parameters
    ----------
    root : str
        The course directory.
    assignment, student : str
        Which submission.

    Returns
    -------
    Result
        ``failed`` with its reason if there is no feedback.
    """
    course = Course(Path(root))
    course.coursedir.assignment_id = assignment
    course.coursedir.student_id = student
    pages = _Pages(coursedir=course.coursedir, parent=course.app, force=True)
    try:
        pages.start()
    except (Exception, SystemExit) as error:
        where = course.directory("autograded", student, assignment)
        cause = pages.failure or error
        said = f"{type(cause).__name__}: {cause}".splitlines()[0]
        return engine.failed(assignment, student, f"{where}: no feedback ({said})")
    return Result(student, assignment, "graded")


def pack_for_moodle(
    course: Course, assignment: str, students: Sequence[str], people: ClassList, target: Path
) -> list[str]:
    """Write an archive that Moodle hands out to its participants.

    Moodle reads the participant's number and the plug-in from the folder's name,
    ``Full Name_123456_assignsubmission_file`` (mod/assign/feedback/file/importziplib.php).

    Parameters
    ----------
    course : Course
        Where the pages are.
    assignment : str
        Which.
    students : sequence of str
        Whose pages.
    people : ClassList
        Moodle's grading worksheet.
    target : Path
        The archive; replaced if it exists.

    Returns
    -------
    list of str
        A line for each student who is not in the archive.
    """
    left_out = []
    names = _names(course)
    parcels: dict[str, Path] = {}
    owners: dict[str, str] = {}
    for student in students:
        found = people.find([names.get(student) or student], [student])
        if len(found) != 1 or not found[0].participant:
            left_out.append(f"not in the archive: {student} (not one of the worksheet's people)")
            continue
        folder = _folder(found[0])
        if folder in owners:
            left_out.append(f"not in the archive: {student} ({owners[folder]} is the same person)")
            continue
        owners[folder] = student
        for page in sorted(course.directory("feedback", student, assignment).glob("*.html")):
            parcels[f"{folder}/{page.name}"] = page
    draft = target.with_name(f".{target.name}.draft")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, page in parcels.items():
                archive.write(page, name)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CourseError(f"{target} cannot be written ({error.strerror or error})") from error
    return left_out


def _folder(person: Person) -> str:
    # Moodle splits at "_"; a name must not bring its own, nor a way into another folder.
    name = re.sub(r'[_/\\:*?"<>|\x00-\x1f]+', " ", person.name).strip(" .") or "student"
    return f"{name}_{person.participant}_assignsubmission_file"


def _names(course: Course) -> dict[str, str]:
    with course.gradebook() as gradebook:
        return {
            one.id: f"{one.first_name or ''} {one.last_name or ''}".strip()
            for one in gradebook.students
        }


def _check_moodle(moodle: Path | None, class_list: Path | None) -> ClassList | None:
    if moodle is None:
        return None
    if class_list is None:
        raise UsageError("--moodle needs Moodle's grading worksheet: name it with --class-list")
    if not moodle.absolute().parent.is_dir():
        raise UsageError(f"--moodle {moodle}: there is no directory {moodle.parent}; make it")
    people = read_class_list(class_list)
    if people.layout != "moodle worksheet":
        raise UsageError(
            f"--class-list {class_list} is not Moodle's grading worksheet, and only that has the "
            "participants' numbers"
        )
    return people


def _choose(course: Course, assignment: str | None, students: list[str]) -> tuple[str, list[str]]:
    """Return the assignment and whose submissions of it were graded."""
    graded: dict[str, list[str]] = {}
    for name in course.assignments():
        pages = course.directory("autograded", "*", glob.escape(name))
        found = sorted(Path(path).parent.name for path in glob.glob(str(pages)))
        if found:
            graded[name] = found
    if not graded:
        raise CourseError(f"nothing was graded in {course.root} yet; run `matml grade` first")
    if assignment is None and len(graded) > 1:
        raise UsageError(f"say which assignment with --assignment: {', '.join(graded)}")
    name = assignment or next(iter(graded))
    if name not in graded:
        raise UsageError(f"nothing of {name!r} was graded; graded: {', '.join(graded)}")
    for student in students:
        if student not in graded[name]:
            raise UsageError(f"nothing of student {student!r} was graded for {name}")
    return name, students or graded[name]


class _Pages(GenerateFeedback):
    """nbgrader's feedback with our template and our steps; remembers what stopped it."""

    failure: BaseException | None = None

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.preprocessors = [_Grades, HideHiddenTests, Summary, CSSHTMLHeaderPreprocessor]
        config = Config()
        config.HTMLExporter.template_name = "matml-feedback"
        theirs = self.config.HTMLExporter
        bases = [str(_TEMPLATES), *theirs.extra_template_basedirs]
        config.HTMLExporter.extra_template_basedirs = bases
        # So that a template can name another one by its directory, and the style sheet is found.
        config.HTMLExporter.extra_template_paths = [*bases, *theirs.extra_template_paths]
        self.update_config(config)

    def init_notebooks(self) -> None:
        # nbgrader would read the ids as patterns: "kim [2]" would be the notebook of "kim 2".
        coursedir = self.coursedir
        directory = self._format_source(coursedir.assignment_id, coursedir.student_id)
        pattern = os.path.join(glob.escape(directory), f"{coursedir.notebook_id}.ipynb")
        self.assignments = {directory: glob.glob(pattern)}

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except BaseException as error:
            self.failure = error
            raise


class _Grades(GetGrades):
    """nbgrader's reading of the grades, and whether one still waits for its grader."""

    def _get_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        super()._get_score(cell, resources)
        where = (self.notebook_id, self.assignment_id, self.student_id)
        with contextlib.suppress(MissingEntry):
            grade = self.gradebook.find_grade(cell.metadata.nbgrader["grade_id"], *where)
            cell.metadata.nbgrader["waiting"] = bool(grade.needs_manual_grade)


class Summary(NbGraderPreprocessor):
    """Sum up the exercises for the top of the page, and give the sections names to link to."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Put the summary into ``resources["matml"]``.

        Parameters
        ----------
        nb : NotebookNode
            The autograded notebook with its grades; its headings get anchors.
        resources : ResourcesDict
            nbgrader's part has the total.

        Returns
        -------
        tuple of NotebookNode and ResourcesDict
            Both arguments.
        """
        sections = _name_sections(nb)
        exercises, heading = [], ""
        for cell in nb.cells:
            if _counts(cell):
                exercises.append(_exercise(cell, sections, heading))
            elif cell.cell_type == "markdown":
                found = re.findall(r"^#{1,6} +(.+)$", cell.source, re.MULTILINE)
                heading = found[-1].strip(" #") if found else heading
        total = resources["nbgrader"]
        resources["matml"] = {
            "exercises": exercises,
            "score": _points(max(0.0, total["score"])),
            "max_score": _points(total["max_score"]),
            "penalty": _points(total["late_penalty"]) if total["late_penalty"] else "",
            "waiting": sum(exercise["state"] == "waiting" for exercise in exercises),
        }
        return nb, resources


def _counts(cell: NotebookNode) -> bool:
    settings = cell.metadata.get("nbgrader", {})
    return bool(settings.get("grade") or settings.get("task")) and "score" in settings


def _exercise(cell: NotebookNode, sections: dict[str, str], heading: str) -> dict[str, Any]:
    """Return what the page says about one graded cell; ``heading`` is the one above it."""
    settings = cell.metadata.nbgrader
    said = _said(cell)
    title = _VERDICT.search(said)
    see = _SEE.search(said)
    score, most = settings["score"] or 0.0, settings["points"] or 0.0
    by_hand = settings.get("solution") or settings.get("task")
    waiting = settings.get("waiting", False)
    state = "waiting" if waiting else "right" if score >= most else "wrong"
    number = re.match(r"\d+(?:\.\d+)*", see[1]) if see else None
    return {
        # A test is folded away, so its link leads in front of it; an answer has nbgrader's anchor.
        "target": settings["grade_id"] if by_hand else f"exercise-{settings['grade_id']}",
        "title": title[1] if title else heading or settings["grade_id"],
        "score": "–" if waiting else _points(score),
        "max_score": _points(most),
        "state": state,
        "mark": _MARKS[state],
        "message": "" if state == "right" else _as_html(_message(cell)),
        "see": see[1] if see else "",
        "anchor": sections.get(number[0], "") if number else "",
        "comment": _as_html(settings.get("comment") or ""),
    }


def _as_html(text: str) -> str:
    """Return a sentence with its names in backticks as code, and nothing else as HTML."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _said(cell: NotebookNode) -> str:
    parts = []
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            parts += output.traceback
        elif output.output_type == "stream":
            parts.append(output.text)
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(parts))


def _message(cell: NotebookNode) -> str:
    """Return the sentence a failed test says."""
    for output in cell.get("outputs", []):
        if output.output_type != "error":
            continue
        if output.ename == "CheckFailed":
            return output.evalue.partition(": ")[2] or output.evalue
        if output.evalue:
            return f"{output.ename}: {output.evalue.splitlines()[0][:300]}"
        return "A test found another result than it should be."
    return ""


def _name_sections(nb: NotebookNode) -> dict[str, str]:
    """Put an anchor before every numbered heading; return number → anchor."""
    anchors: dict[str, str] = {}

    def anchored(heading: re.Match) -> str:
        number = heading[1]
        if number in anchors:
            return heading[0]
        anchors[number] = f"section-{number}"
        return f'<a id="section-{number}"></a>\n\n{heading[0]}'

    for cell in nb.cells:
        if cell.cell_type == "markdown" and not cell.metadata.get("nbgrader", {}).get("solution"):
            pattern = r"^#{1,4} +(\d+(?:\.\d+)*)\b.*$"
            cell.source = re.sub(pattern, anchored, cell.source, flags=re.MULTILINE)
    return anchors


def _points(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}"
