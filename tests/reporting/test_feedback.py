"""Feedback as the student reads it: the sentence that helps is there, hidden tests are not."""

import csv
import html
import io
import re
import shutil
import zipfile

import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in, make_released_course

from matml_teach.cli import main

# What only the hidden test of the tiny course contains.
SECRET = "double('ab') == 'abab'"
CONFIG_OF_THE_KIT = """
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "matml_teach.reporting.hide.HideHiddenTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
"""
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade)
Participant 501,Ada Byron,ada@uni.example,,,6,-
Participant 502,"../Ben_9_assignsubmission_file/x",ben@uni.example,,,6,-
Participant 503,Cy Missing,cy@uni.example,,,6,-
"""


@pytest.fixture(scope="module")
def _graded(tmp_path_factory):
    """Ada passes what she sees and fails what she does not; Ben is told his misconception."""
    course = make_released_course(tmp_path_factory.mktemp("feedback") / "course")
    only_numbers = "def double(a):\n    return a * 2 if isinstance(a, int) else a"
    hand_in(course, "ada@uni.example", {"double": only_numbers, "mean": RIGHT_MEAN})
    squared = "def double(a):\n    return a ** 2  # <b>bold</b>"
    hand_in(course, "ben@uni.example", {"double": squared, "why": "It is <script>alert(1)"})
    assert main(["grade", "--course", str(course), "--jobs", "1"]) == 0
    return course


@pytest.fixture
def graded(_graded, tmp_path):
    return shutil.copytree(_graded, tmp_path / "course")


def page(course, student):
    return (course / "feedback" / student / "tiny" / "tiny.html").read_text("utf-8")


def plain(text):
    """Return what is to be read on a page, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def summary(text):
    return plain(text[text.index('<main class="matml">') : text.index("</main>")])


def test_the_page_says_what_helps_and_hides_what_is_hidden(graded, capsys):
    assert main(["feedback", "--course", str(graded), "--jobs", "1"]) == 0
    assert "Feedback for 2 of 2 submissions" in capsys.readouterr().out
    ada, ben = page(graded, "ada@uni.example"), page(graded, "ben@uni.example")
    for text in (ada, ben):
        assert SECRET not in plain(text)
        assert "abab" not in text
        assert "# Hidden tests ran here." in plain(text)
    # The cell failed, and what she saw of it is still there.
    assert "AssertionError" in plain(ada)
    assert "assert double(3) == 6" in plain(ada)
    said = summary(ben)
    assert "3 became 9, so it was squared." in said
    assert "0 of 6 points; 1 not marked yet" in re.sub(r"\s+", " ", said)
    assert "3 of 6 points" in summary(ada)
    assert "return a ** 2  # <b>bold</b>" in plain(ben)


def test_nothing_a_student_wrote_becomes_part_of_the_summary_as_html(graded):
    assert main(["feedback", "--course", str(graded), "--student", "ben@uni.example"]) == 0
    text = page(graded, "ben@uni.example")
    head = text[text.index('<main class="matml">') : text.index("</main>")]
    assert "<script" not in head
    assert "<b>" not in head
    assert not (graded / "feedback" / "ada@uni.example").exists()


@pytest.mark.parametrize("protected", [False, True])
def test_nbgraders_own_feedback_hides_them_too(graded, protected):
    from nbgrader.converters import GenerateFeedback

    from matml_teach.grading.course import Course

    if protected:
        with open(graded / "nbgrader_config.py", "a") as config:
            config.write(CONFIG_OF_THE_KIT)
    course = Course(graded)
    course.coursedir.assignment_id = "tiny"
    GenerateFeedback(coursedir=course.coursedir, parent=course.app, force=True).start()
    # Without the step the test is told, in the cell and in the traceback: so this can fail.
    assert plain(page(graded, "ada@uni.example")).count(SECRET) == (0 if protected else 2)


def test_the_kits_own_configuration_has_the_step():
    from pathlib import Path

    text = (Path(__file__).resolve().parents[2] / "nbgrader_config.py").read_text("utf-8")
    assert CONFIG_OF_THE_KIT.strip() in text


def test_hidden_lines_in_colour_and_in_warnings_go_and_sentences_stay():
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from matml_teach.reporting.hide import HideHiddenTests

    source = (
        "check(1)\n### BEGIN HIDDEN TESTS\nfor x in secret:\n    check(x)\n### END HIDDEN TESTS"
    )
    trace = [
        "\x1b[31mCheckFailed\x1b[39m  Traceback",
        "      1 check(1)\n\x1b[32m----> 3\x1b[39m \x1b[38mfor\x1b[39m x \x1b[38min\x1b[39m secret:"
        "\n      4     check(x)",
        "\x1b[31mCheckFailed\x1b[39m: On other data it is wrong.",
    ]
    warning = "/tmp/ipykernel_1/2.py:4: RuntimeWarning: overflow\n  check(x)\n"
    test = new_code_cell(
        source,
        metadata={"nbgrader": {"grade": True, "solution": False, "grade_id": "t"}},
        outputs=[
            new_output("error", ename="E", evalue="", traceback=trace),
            new_output("stream", name="stderr", text=warning),
        ],
    )
    HideHiddenTests().preprocess(new_notebook(cells=[test]), {})
    left = test.source + "".join(test.outputs[0].traceback) + test.outputs[1].text
    assert "secret" not in left
    assert "check(x)" not in left
    assert "check(1)" in left
    assert "On other data it is wrong." in left
    assert "RuntimeWarning: overflow" in left


def test_a_student_cannot_break_the_step_with_a_delimiter_of_their_own():
    from nbformat.v4 import new_code_cell, new_notebook

    from matml_teach.reporting.hide import HideHiddenTests

    answer = new_code_cell(
        "x = 1  # BEGIN HIDDEN TESTS",
        metadata={"nbgrader": {"grade": False, "solution": True, "grade_id": "a"}},
    )
    HideHiddenTests().preprocess(new_notebook(cells=[answer]), {})
    assert answer.source == "x = 1  # BEGIN HIDDEN TESTS"


def participants_of(archive, numbers):
    """Return participant → files, by the rules of Moodle's own import.

    mod/assign/feedback/file/importziplib.php, `is_valid_filename_for_import`: the path is taken
    part by part; a part is split at "_" into name, number, plug-in type and plug-in name.
    """
    found = {}
    for name in zipfile.ZipFile(archive).namelist():
        parts = name.split("/")
        while parts:
            info = parts.pop(0).split("_", 4)
            if len(info) < 4 or not info[1].isdigit() or info[1] not in numbers:
                continue
            assert (info[2], info[3]) == ("assignsubmission", "file")
            rest = [part for part in [*info[4:], *parts] if part]
            found.setdefault(info[1], []).append("/".join(rest))
            break
    return found


def test_moodle_hands_every_parcel_to_the_right_participant(graded, tmp_path, capsys):
    (tmp_path / "w.csv").write_text(WORKSHEET)
    arguments = ["feedback", "--course", str(graded), "--jobs", "1"]
    arguments += ["--moodle", str(tmp_path / "m.zip"), "--class-list", str(tmp_path / "w.csv")]
    assert main(arguments) == 0
    numbers = {row["Identifier"].split()[1] for row in csv.DictReader(io.StringIO(WORKSHEET))}
    assert participants_of(tmp_path / "m.zip", numbers) == {
        "501": ["tiny.html"],
        "502": ["tiny.html"],
    }
    with zipfile.ZipFile(tmp_path / "m.zip") as archive:
        for name in archive.namelist():
            assert ".." not in name.split("/")
            who = "ada@uni.example" if "_501_" in name else "ben@uni.example"
            assert archive.read(name).decode() == page(graded, who)
    # A list without Ben: he is named, and Ada has her parcel.
    (tmp_path / "w.csv").write_text("\n".join(WORKSHEET.splitlines()[:2]))
    assert main(arguments) == 1
    assert "not in the archive: ben@uni.example" in capsys.readouterr().out
    assert set(participants_of(tmp_path / "m.zip", numbers)) == {"501"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--assignment", "x"], "nothing of 'x' was graded; graded: tiny"),
        (["--student", "eve"], "nothing of student 'eve' was graded for tiny"),
        (["--moodle", "m.zip"], "--moodle needs Moodle's grading worksheet"),
        (["--moodle", "m.zip", "--class-list", "{list}"], "is not Moodle's grading worksheet"),
    ],
)
def test_wrong_arguments_get_one_line(graded, tmp_path, capsys, arguments, said):
    (tmp_path / "list.csv").write_text("name,email\nAda,ada@uni.example\n")
    arguments = [text.format(list=tmp_path / "list.csv") for text in arguments]
    assert main(["feedback", "--course", str(graded), *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_before_anything_was_graded(course, capsys):
    hand_in(course, "ada", {"double": RIGHT_DOUBLE})
    assert main(["feedback", "--course", str(course)]) == 2
    assert "nothing was graded in" in capsys.readouterr().err
