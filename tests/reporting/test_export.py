"""Exported files, read again by the rules of the systems' own imports: same marks, same people.

The rules, and where they are written down:

Moodle, offline grading worksheet
    mod/assign/feedback/offline/importgradeslib.php and locallib.php (`process_import_grades`):
    the columns are found by the headings *Identifier*, *Grade* and *Last modified (grade)*; the
    number behind "Participant " says who; an empty grade is skipped, so is one above the
    maximum, and one that was changed in Moodle after *Last modified (grade)*.
Moodle, grade import
    grade/import/csv/classes/load_data.php: one column says who (the teacher picks e-mail address,
    ID number or user name); a row nobody answers to stops the whole import; an empty grade or "-"
    takes a grade away.
Canvas, gradebook import
    lib/gradebook_importer.rb: *Student* and *ID* first, then *SIS User ID* and *SIS Login ID*,
    *Section* last before the assignments; an assignment is known by "Title (number)" or its
    title; a row with "Points Possible" is no student; a student is found by ID, then SIS user ID,
    then SIS login ID, then name; an empty mark where there is one takes it away.
"""

import csv
import io
import re

import pytest

from matml_teach.cli import main

WORKSHEET = """\
Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 501,Ada Byron,1001,ada@uni.example,Submitted for grading,,{maximum},Yes,\
"Friday, 20 November 2026, 1:22 PM",-,
Participant 502,Jürgen Müller,1002,jm@uni.example,Submitted for grading,3.00,{maximum},Yes,\
"Friday, 20 November 2026, 1:23 PM","Monday, 23 November 2026, 9:00 AM","- good, but late"
Participant 503,"=HYPERLINK(""http://evil.example"")",1003,eve@uni.example,No submission,,\
{maximum},Yes,-,-,
Participant 504,Sam Missing,1004,sam@uni.example,No submission,2.50,{maximum},Yes,-,-,
"""

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Tiny (99),Other (98),Current Score
,,,,,Manual Posting,,
    Points Possible,,,,,6,10,(read only)
"Byron, Ada",4321,1001,ada,S1,,7,70
"Müller, Jürgen",4322,1002,jm,S1,3,8,80
"=cmd|' /C calc'!A0",4323,1003,eve,S1,,9,90
"Missing, Sam",4324,1004,sam,S1,2.5,,
"Student, Test",4999,,test,S1,,,
"""

PARTICIPANTS = """\
First name;Last name;ID number;Email address
Ada;Byron;1001;ada@uni.example
Jürgen;Müller;1002;jm@uni.example
+Eve;=1+1;1003;eve@uni.example
Sam;Missing;1004;sam@uni.example
"""

MARKS = {"1001": 5.5, "1002": 1.75, "1003": 0.0}


def import_worksheet(text, before, most):
    """Return participant → grade after Moodle has taken the worksheet."""
    rows = list(csv.reader(io.StringIO(text)))
    columns = {heading: index for index, heading in enumerate(rows[0])}
    who, grade = columns["Identifier"], columns["Grade"]
    modified = columns["Last modified (grade)"]
    after = dict(before)
    for row in rows[1:]:
        number = row[who][len("Participant ") :]
        if number not in before or row[grade] == "":
            continue
        value = float(row[grade])
        assert row[modified] in ("-", "Monday, 23 November 2026, 9:00 AM"), "Moodle would skip it"
        if 0 <= value <= most:
            after[number] = value
    return after


def import_grades(text, by, users):
    """Return user → grade after Moodle's grade import, or None if it stops."""
    rows = list(csv.reader(io.StringIO(text)))
    who = rows[0].index(by)
    after = {}
    for row in rows[1:]:
        if row[who] not in users:
            return None
        after[users[row[who]]] = None if row[-1] in ("", "-") else float(row[-1])
    return after


def import_canvas(text, students, before):
    """Return Canvas id → mark after the gradebook import, and the heading it goes to."""
    rows = list(csv.reader(io.StringIO(text)))
    header = rows[0]
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2])
    assert re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4], "Invalid header row"
    assert len({len(row) for row in rows}) == 1
    after = dict(before)
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            continue
        by = [students["ID"].get(row[1]), students["SIS User ID"].get(row[2])]
        by += [students["SIS Login ID"].get(row[3]), students["name"].get(row[0])]
        found = next((one for one in by if one), None)
        assert found, f"Canvas would ask who {row[0]} is"
        after[found] = float(row[5]) if row[5] else None
    return after, header[5]


CANVAS_STUDENTS = {
    "ID": {"4321": "1001", "4322": "1002", "4323": "1003", "4324": "1004"},
    "SIS User ID": {number: number for number in ("1001", "1002", "1003", "1004")},
    "SIS Login ID": {"ada": "1001", "jm": "1002", "eve": "1003", "sam": "1004"},
    "name": {},
}
BEFORE = {"1001": None, "1002": 3.0, "1003": None, "1004": 2.5}
PARTICIPANT = {"501": "1001", "502": "1002", "503": "1003", "504": "1004"}


@pytest.fixture
def class_marks(give):
    """Ada is known by her number, Jürgen by his e-mail address, Eve by her user name."""
    give("1001", 2, 3, 0.5)
    give("jm@uni.example", 2, 0.25, penalty=0.5)
    give("eve", 0, 0, 0, penalty=1.0, email="eve@uni.example")  # never below zero


@pytest.fixture
def export(course, tmp_path):
    """Run `matml export` with this class list; return the exit status and what was written."""

    def run(format, class_list=None, *arguments):
        arguments = ["export", "--format", format, "--course", str(course), *arguments]
        if class_list is not None:
            (tmp_path / "class.csv").write_text(class_list, encoding="utf-8")
            arguments += ["--class-list", str(tmp_path / "class.csv")]
        target = course / f"tiny-{format}.csv"
        return main(arguments), target.read_text("utf-8") if target.exists() else None

    return run


def test_moodles_worksheet_comes_back_with_the_same_marks_for_the_same_people(export, class_marks):
    worksheet = WORKSHEET.format(maximum="6.00")
    status, text = export("moodle", worksheet)
    assert status == 0
    before = {number: BEFORE[who] for number, who in PARTICIPANT.items()}
    after = import_worksheet(text, before, most=6)
    assert {PARTICIPANT[number]: mark for number, mark in after.items()} == {**BEFORE, **MARKS}
    # All else is as Moodle wrote it, save the name that was a formula.
    old, new = (list(csv.reader(io.StringIO(t))) for t in (worksheet, text))
    changed = {
        (row, column)
        for row, (was, now) in enumerate(zip(old, new, strict=True))
        for column, (a, b) in enumerate(zip(was, now, strict=True))
        if a != b
    }
    assert changed == {(1, 5), (2, 5), (3, 5), (3, 1)}
    assert new[3][1].startswith("'=HYPERLINK")


def test_a_maximum_that_moodle_would_refuse_is_said(export, class_marks, capsys):
    status, text = export("moodle", WORKSHEET.format(maximum="5.00"))
    assert status == 1
    assert "Moodle will not take 5.5 points for 1001" in capsys.readouterr().out
    assert import_worksheet(text, {"501": None}, most=5) == {"501": None}


@pytest.mark.parametrize("by", ["ID number", "Email address"])
def test_moodles_grade_import(export, class_marks, by):
    status, text = export("moodle", PARTICIPANTS)
    assert status == 0
    emails = {"ada": "1001", "jm": "1002", "eve": "1003", "sam": "1004"}
    users = {"ID number": {n: n for n in BEFORE}}
    users["Email address"] = {f"{name}@uni.example": n for name, n in emails.items()}
    assert import_grades(text, by, users[by]) == MARKS
    assert "'+Eve =1+1" in text


def test_canvas_takes_its_gradebook_back(export, class_marks):
    status, text = export("canvas", CANVAS)
    assert status == 0
    assert import_canvas(text, CANVAS_STUDENTS, BEFORE) == ({**BEFORE, **MARKS}, "Tiny (99)")
    assert "'=cmd|" in text
    assert "Other" not in text
    assert "    Points Possible,,,,,6\n" in text


def test_canvas_column_of_another_title(export, class_marks, capsys):
    gradebook = CANVAS.replace("Tiny (99)", "Homework 1: scaling (99)")
    status, text = export("canvas", gradebook, "--column", "Homework 1: scaling")
    assert status == 0
    assert import_canvas(text, CANVAS_STUDENTS, BEFORE)[1] == "Homework 1: scaling (99)"
    status, _ = export(
        "canvas",
        gradebook.replace("Possible,,,,,6", "Possible,,,,,10"),
        "--column",
        "Homework 1: scaling (99)",
    )
    assert status == 1
    assert "Canvas has 10 points" in capsys.readouterr().out


def test_canvas_from_any_class_list(export, class_marks):
    status, text = export("canvas", PARTICIPANTS)
    assert status == 0
    after, heading = import_canvas(text, CANVAS_STUDENTS, {})
    assert {who: mark for who, mark in after.items() if mark is not None} == MARKS
    assert heading == "tiny"


@pytest.mark.parametrize(
    ("format", "class_list"),
    [("moodle", WORKSHEET.format(maximum=6)), ("moodle", PARTICIPANTS), ("canvas", CANVAS)],
)
def test_who_is_not_in_the_class_list_is_listed(
    export, class_marks, give, capsys, format, class_list
):
    give("guest", 1, 1, 1)
    give("Ada Byron", 0, 0, 0)  # the same person under a second id
    status, text = export(format, class_list)
    assert status == 1
    said = capsys.readouterr().out
    assert "not in the file: guest, 3 points (not in the class list)" in said
    assert re.search(r"not in the file: 1001, 5\.5 points \(1001 and Ada Byron are both \w+", said)
    assert re.search(r"not in the file: Ada Byron, 0 points", said)
    assert "guest" not in text
    assert "5.5" not in text


def test_answers_without_a_grader_and_submissions_without_marks_are_said(
    export, class_marks, give, course, capsys
):
    give("1004", 2, 3)
    (course / "submitted" / "new-one" / "tiny").mkdir(parents=True)
    status, _ = export("moodle", PARTICIPANTS)
    assert status == 1
    said = capsys.readouterr().out
    assert "not graded yet: new-one (tiny)" in said
    assert "2 with answers to grade by hand: these marks are not final" in said


def test_csv_has_everybody_and_nbgraders_columns(export, class_marks, give, course, tmp_path):
    give("guest", 1, 1, 1, last_name="@SUM(A1)", first_name='Quo"te, Comma')
    status, text = export("csv", PARTICIPANTS)
    assert status == 0
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(rows) == {"1001", "jm@uni.example", "eve", "guest", "1004"}
    assert rows["jm@uni.example"]["raw_score"] == "2.25"
    assert rows["jm@uni.example"]["late_submission_penalty"] == "0.5"
    assert rows["jm@uni.example"]["score"] == "1.75"
    assert rows["eve"]["score"] == "0"
    assert rows["1004"]["score"] == ""
    assert rows["guest"]["last_name"] == "'@SUM(A1)"
    assert rows["guest"]["first_name"] == 'Quo"te, Comma'


def test_csv_agrees_with_nbgraders_own_export(export, class_marks, course, tmp_path):
    from nbgrader.plugins.export import CsvExportPlugin

    from matml_teach.grading.course import Course

    assert export("csv")[0] == 0
    with Course(course).gradebook() as gradebook:
        plugin = CsvExportPlugin()
        plugin.to = str(tmp_path / "theirs.csv")
        plugin.export(gradebook)
    theirs = list(csv.DictReader((tmp_path / "theirs.csv").open()))
    theirs.sort(key=lambda row: row["student_id"])
    ours = list(csv.DictReader((course / "tiny-csv.csv").open()))
    assert list(ours[0]) == list(theirs[0])
    numbers = ("raw_score", "late_submission_penalty", "score", "max_score")
    for mine, its in zip(ours, theirs, strict=True):
        assert mine["student_id"] == its["student_id"]
        assert [float(mine[n]) for n in numbers] == [float(its[n]) for n in numbers]


def test_a_user_name_like_a_formula_is_not_lost_silently(export, give, capsys):
    give("-1+1@x.example", 2, 3, 1)
    status, text = export("moodle", "name,email\nEve,-1+1@x.example\n")
    assert status == 1
    assert "Eve must be entered by hand" in capsys.readouterr().out
    assert "'-1+1@x.example" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "moodle"], "say who is who with --class-list"),
        (["--format", "csv", "--assignment", "x"], "there is no assignment 'x'"),
        (["--format", "csv", "--to", "no/such/file.csv"], "there is no directory no/such"),
        (["--format", "csv"], "holds no marks yet; run `matml grade` first"),
    ],
)
def test_wrong_arguments_get_one_line(course, capsys, arguments, said):
    assert main(["export", "--course", str(course), *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("matml export: ")
    assert said in error
    assert len(error.splitlines()) == 1


def test_the_class_list_is_never_overwritten(course, class_marks, capsys):
    file = course / "tiny-moodle.csv"
    file.write_text(PARTICIPANTS, encoding="utf-8")
    arguments = ["export", "--format", "moodle", "--course", str(course)]
    assert main([*arguments, "--class-list", str(file)]) == 2
    assert file.read_text("utf-8") == PARTICIPANTS
    assert "is the class list itself" in capsys.readouterr().err
