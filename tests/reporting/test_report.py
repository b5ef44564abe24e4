"""The class report: its numbers are those of the gradebook, and nothing in it can act."""

import html
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in, make_released_course

from matml_teach.cli import main
from matml_teach.grading.course import Course
from matml_teach.reporting.classroom import item_statistics, read_classroom
from matml_teach.reporting.report import anonymous, count_misconceptions

SQUARED = "def double(a):\n    return a ** 2"
HOSTILE = (
    "# ben was here\n"
    "def double(a):\n    ben = '</pre><script>alert(1)</script>{{ 7 * 7 }}<img src=//x.example>'\n"
    "    return a ** 2"
)
ACTS = {"script", "img", "iframe", "link", "object", "embed", "form", "base", "video", "audio"}


@pytest.fixture(scope="module")
def _graded(tmp_path_factory):
    """Four students graded by the real thing, one of whom hands in what is no notebook."""
    course = make_released_course(tmp_path_factory.mktemp("report") / "course")
    hand_in(course, "ada", {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN, "why": "Sum over n."})
    hand_in(course, "ben", {"double": HOSTILE, "mean": RIGHT_MEAN})
    hand_in(course, "cy", {"double": SQUARED + "  # a longer answer than it needs to be" * 5})
    hand_in(course, "eve", {}).write_text("<html>")
    assert main(["grade", "--course", str(course), "--jobs", "1"]) == 1
    return course


@pytest.fixture
def graded(_graded, tmp_path):
    return shutil.copytree(_graded, tmp_path / "course")


class Page(HTMLParser):
    """Every tag with its attributes, and the text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def write(course, *options):
    assert main(["report", "--course", str(course), *options]) == 0
    return (course / "report-tiny.html").read_text("utf-8")


def section(text, name):
    part = text[text.index(f'<section id="{name}">') :]
    return html.unescape(re.sub(r"<[^>]+>", " ", part[: part.index("</section>")]))


def from_the_database(course):
    """Points by student and exercise with plain SQL and pandas: NaN where nobody has marked."""
    with sqlite3.connect(course / "gradebook.db") as database:
        table = pd.read_sql(
            "SELECT submitted_assignment.student_id AS student, base_cell.name AS cell,"
            " coalesce(grade.manual_score, grade.auto_score) AS points,"
            " coalesce(grade.extra_credit, 0) AS extra,"
            " submitted_notebook.late_submission_penalty AS penalty"
            " FROM grade JOIN base_cell ON base_cell.id = grade.cell_id"
            " JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id"
            " JOIN submitted_assignment"
            " ON submitted_assignment.id = submitted_notebook.assignment_id",
            database,
        )
    table["points"] += table["extra"]
    total = table.groupby("student").points.sum() - table.groupby("student").penalty.first()
    return table.pivot(index="student", columns="cell", values="points"), total.clip(lower=0)


def test_the_numbers_are_those_of_the_gradebook(course, give):
    chance = np.random.default_rng(5)
    for number in range(12):
        double, mean = float(chance.choice([0, 1, 2])), float(chance.choice([0, 1.5, 3]))
        why = None if number % 4 == 0 else float(chance.choice([0, 0.5, 1]))
        give(f"student-{number:02}", double, mean, why, penalty=float(number % 5 == 0))
    points, total = from_the_database(course)
    most = {"double": 2, "mean": 3, "why": 1}
    points = points.set_axis([name.removeprefix("test-") for name in points], axis=1)

    room = read_classroom(Course(course), "tiny")
    assert [one.name for one in room.exercises] == list(most)
    assert room.max_score == 6
    pd.testing.assert_series_equal(room.total, total, check_names=False)
    assert len(room.waiting) == points["why"].isna().sum() == 3
    items = item_statistics(room.points, room.most)
    text = write(course)
    for name, full in most.items():
        here = points[name].dropna()
        rest = points.drop(columns=name).loc[here.index].sum(axis=1)
        wanted = [
            len(here),
            (here == full).mean(),
            here.mean() / full,
            np.corrcoef(here, rest)[0, 1],
        ]
        assert items.loc[name].tolist() == pytest.approx(wanted)
        row = re.search(rf'<th scope="row">{name}<.*?</tr>', text, re.DOTALL)[0]
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", row)
        assert [float(cell.rstrip(" %").replace("−", "-")) for cell in cells] == pytest.approx(
            [full, wanted[0], 100 * wanted[1], wanted[2], wanted[3]], abs=0.51
        )
        assert cells[3:] == [f"{wanted[2]:.2f}", f"{wanted[3]:.2f}".replace("-", "−")]
    shown = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", text))
    assert float(shown["Mean"]) == pytest.approx(total.mean(), abs=0.006)
    assert float(shown["Median"]) == pytest.approx(total.median(), abs=0.006)
    assert float(shown["Standard deviation"]) == pytest.approx(total.std(), abs=0.006)
    described = re.search(r"Histogram of the points out of 6: ([^\"]+)\.", text)[1]
    assert sum(int(part.split()[0]) for part in described.split(", ")) == 12


def test_misconceptions_are_counted_with_an_anonymous_example(graded):
    text = write(graded)
    said = section(text, "misconceptions")
    assert re.search(r"2 ×\s+double\.squared", said)
    assert "3 became 9, so it was squared." in said
    assert "return a ** 2" in said
    assert not re.search(r"\b(ben|cy)\b", said)
    room = read_classroom(Course(graded), "tiny")
    counted = {(one.exercise, one.identifier): one.students for one in count_misconceptions(room)}
    assert counted["double", "double.squared"] == 2
    # What was never touched has no example to show.
    bare = {(one.exercise, one.identifier) for one in count_misconceptions(room) if not one.example}
    assert bare == {("mean", "error.nameerror")}


def test_failures_flags_and_times_are_told(graded):
    text = write(graded)
    flags = section(text, "flags")
    assert "Could not be graded (1)" in flags
    assert re.search(r"eve\s*:.*tiny\.ipynb", flags)
    assert re.search(r"Answers to mark by hand \(1\)\s+ada\b", flags)
    assert "In the gradebook without marks" not in flags
    assert re.search(r"for [34] submissions", section(text, "time"))
    # Who was deleted since is no failure any more.
    shutil.rmtree(graded / "submitted" / "eve")
    assert "Could not be graded" not in section(write(graded), "flags")


def test_the_page_is_inert_and_needs_nothing_else(graded):
    text = write(graded)
    page = Page(text)
    assert not ACTS & {tag for tag, _ in page.tags}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src", "xlink:href", "action"):
            assert attributes.get(name, "#").startswith("#"), (tag, attributes)
    assert not re.search(r"url\((?!#)|@import", text)
    words = "".join(page.words)
    assert "<script>alert(1)</script>{{ 7 * 7 }}" in words
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(names) == len(set(names))
    inside = {attributes["href"][1:] for tag, attributes in page.tags if tag == "a"}
    assert inside <= set(names)
    for figure in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        assert len(ElementTree.fromstring(figure).get("aria-label")) > 20
    assert text.count("<svg") == 2


def test_the_page_stays_readable_without_anything_to_show(course, give):
    give("only", 0.0, 0.0)
    text = write(course)
    assert "The checks recognised none." in text
    assert "No such pair." in text
    assert "nan" not in section(text, "marks") + section(text, "exercises")


def test_output_goes_where_it_was_told(graded, tmp_path, capsys):
    file = tmp_path / "here.html"
    assert main(["report", "--course", str(graded), "--output", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    assert "tiny: class report" in file.read_text("utf-8")
    missing = str(tmp_path / "nowhere" / "x.html")
    assert main(["report", "--course", str(graded), "--output", missing]) == 2
    assert main(["report", "--course", str(graded), "--assignment", "big"]) == 2
    assert "there are: tiny" in capsys.readouterr().err


def test_a_class_without_marks_is_told_what_to_do(course, capsys):
    assert main(["report", "--course", str(course)]) == 2
    assert "run `matml grade` first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("names", "text", "wanted"),
    [
        (["ann-lee", "Ann", "Lee", ""], "ann_lee = 'Lee'  # Ann", "…_… = '…'"),
        (["ann-lee"], "annual = banner", "annual = banner"),
        (["x"], "def f(:\n  x # x", "def f(:\n  x"),
        (["x"], "s = '# kept'", "s = '# kept'"),
        (["x"], "a\n" * 30, "a\n" * 24 + "…"),
    ],
)
def test_an_example_names_nobody(names, text, wanted):
    assert anonymous(text, names) == wanted
