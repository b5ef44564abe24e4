"""Downloads of each system as they come, collected right; the table says who needs a look."""

import unicodedata

import pytest
from downloads import (
    CLASS_LIST,
    WORKSHEET,
    notebook,
    receipt,
    write_old_zip,
    write_zip,
)

from matml_teach.cli import main

A, B, C = (notebook(f"def double(a):\n    return {text}") for text in ("2 * a", "a + a", "a * 2"))


@pytest.fixture
def collect(course, tmp_path):
    """Run `matml collect`; the clock of the systems is set to Greenwich."""

    def run(download, lms, *arguments):
        arguments = ["collect", str(download), "--lms", lms, *map(str, arguments)]
        return main([*arguments, "--timezone", "UTC", "--course", str(course)])

    return run


@pytest.fixture
def class_list(tmp_path):
    file = tmp_path / "class.csv"
    file.write_text(CLASS_LIST, encoding="utf-8")
    return file


def row(printed: str, beginning: str) -> str:
    """Return the table's row that starts so, with its cells' lines joined."""
    lines, found = printed.splitlines(), []
    for line in lines:
        cells = [cell.strip() for cell in line.strip("│┃").split("│")]
        if found and (len(cells) < 2 or cells[0]):
            break
        if found or cells[0] == beginning:
            found.append(cells)
    return " | ".join(" ".join(filter(None, column)) for column in zip(*found, strict=True))


def test_moodle_folders(collect, class_list, tmp_path, submitted, capsys):
    nfd = unicodedata.normalize("NFD", "Jürgen Müller-Lüdenscheidt")
    download = write_zip(
        tmp_path / "ML-Tiny-77.zip",
        {
            "Ada Byron_501_assignsubmission_file_/tiny.ipynb": A,
            "Ada Byron_501_assignsubmission_file_/my data/points.csv": b"1,2\n",
            "Ada Byron_501_assignsubmission_file_/timestamp.txt": b"2020-01-01 00:00:00 UTC",
            "Ada Byron_501_assignsubmission_onlinetext_/onlinetext.html": b"<p>Hello</p>",
            f"{nfd}_502_assignsubmission_file/tiny (1).ipynb": B,
            "Zoë Anna Ångström_503_assignsubmission_file_/tiny.ipynb": b"",
            "Żółć Łukasz_504_assignsubmission_file_/My answers.ipynb": C,
            "__MACOSX/Ada Byron_501_assignsubmission_file_/._tiny.ipynb": b"\0",
            "Guest Visitor_505_assignsubmission_file_/tiny.ipynb": A,
        },
    )
    assert collect(download, "moodle", "--class-list", class_list) == 1
    assert submitted() == {
        "1001/tiny/tiny.ipynb": A,
        "1001/tiny/my data/points.csv": b"1,2\n",
        "1001/tiny/onlinetext.html": b"<p>Hello</p>",
        "1002/tiny/tiny.ipynb": B,
        "1004/tiny/tiny.ipynb": C,
    }
    said = capsys.readouterr().out
    assert "collected" in row(said, "1001")
    assert "tiny (1).ipynb taken as tiny.ipynb" in row(said, "1002")
    assert "empty" in row(said, "1003")
    assert "My answers.ipynb taken as tiny.ipynb" in row(said, "1004")
    assert "missing" in row(said, "1005")
    assert "missing" in row(said, "1006")
    assert "unknown" in row(said, "–")
    assert "Guest Visitor" in row(said, "–")
    assert "3 collected, 1 unknown, 1 empty, 2 missing" in said
    assert "No times of handing in" in said


def test_moodle_all_in_one_folder_with_its_grading_worksheet(
    collect, course, tmp_path, submitted, capsys
):
    worksheet = tmp_path / "Grades-ML-Tiny-77.csv"
    worksheet.write_text(WORKSHEET, encoding="utf-8-sig")
    download = tmp_path / "unpacked"
    download.mkdir()
    for name, content in {
        "Ada Byron_501_assignsubmission_file_tiny.ipynb": A,
        # Two people of one name: the participant's number tells them apart.
        "Jürgen Müller_502_assignsubmission_file_tiny.ipynb": B,
        "Jürgen Müller_503_assignsubmission_file_tiny.ipynb": C,
    }.items():
        (download / name).write_bytes(content)
    assert collect(download, "moodle", "--class-list", worksheet) == 0
    assert submitted() == {
        "ada.byron@uni.example/tiny/tiny.ipynb": A,
        "ada.byron@uni.example/tiny/timestamp.txt": b"2026-11-20 13:22:00 UTC\n",
        "jm1@uni.example/tiny/tiny.ipynb": B,
        "jm1@uni.example/tiny/timestamp.txt": b"2026-11-21 23:05:00 UTC\n",
        "jm2@uni.example/tiny/tiny.ipynb": C,
        "jm2@uni.example/tiny/timestamp.txt": b"2026-11-20 09:00:00 UTC\n",
    }
    assert "missing" in row(capsys.readouterr().out, "sam@uni.example")


def test_a_worksheet_of_another_assignment_gives_nobody_the_wrong_number(
    collect, tmp_path, submitted
):
    worksheet = tmp_path / "other.csv"
    worksheet.write_text(WORKSHEET, encoding="utf-8")
    # In this assignment 504 is Ada; in the worksheet it is Sam.
    name = "Ada Byron_504_assignsubmission_file_/tiny.ipynb"
    assert (
        collect(write_zip(tmp_path / "d.zip", {name: A}), "moodle", "--class-list", worksheet) == 0
    )
    assert submitted()["ada.byron@uni.example/tiny/tiny.ipynb"] == A


def test_blind_marking_needs_the_worksheet(collect, tmp_path, submitted):
    worksheet = tmp_path / "w.csv"
    worksheet.write_text(WORKSHEET, encoding="utf-8")
    download = write_zip(
        tmp_path / "d.zip", {"Participant_503_assignsubmission_file_/tiny.ipynb": A}
    )
    assert collect(download, "moodle", "--class-list", worksheet) == 0
    assert submitted()["jm2@uni.example/tiny/tiny.ipynb"] == A


def test_one_name_two_people_is_never_guessed(collect, tmp_path, submitted, capsys):
    people = tmp_path / "c.csv"
    people.write_text("name,email\nKim Lee,kim1@x.example\nLee Kim,kim2@x.example\n")
    download = write_zip(tmp_path / "d.zip", {"Kim Lee_1_assignsubmission_file_/tiny.ipynb": A})
    assert collect(download, "moodle", "--class-list", people) == 1
    assert submitted() == {}
    assert "could be any of: kim1@x.example, kim2@x.example" in row(capsys.readouterr().out, "–")


def test_canvas(collect, class_list, tmp_path, submitted, capsys):
    gradebook = tmp_path / "gradebook.csv"
    gradebook.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Tiny (99)\n"
        "    Points Possible,,,,,6\n"
        '"Byron, Ada",4321,1001,abyron,S1,\n'
        '"Müller-Lüdenscheidt, Jürgen",4322,1002,jmueller,S1,\n'
        '"Wei, Li",4325,1005,lwei,S1,\n'
        '"Missing, Sam",4326,1006,smissing,S1,\n'
        '"Student, Test",4999,,abc,S1,\n',
        encoding="utf-8",
    )
    download = write_zip(
        tmp_path / "submissions.zip",
        {
            # Canvas knows her by a new name; the number is the same.
            "kingada_4321_90001_tiny.ipynb": A,
            "kingada_4321_90077_tiny-1.ipynb": B,  # handed in later
            "kingada_4321_90002_notes_4322_1_.txt": b"a name to mislead\n",
            "müllerlüdenscheidtjürgen_LATE_4322_90003_tiny.ipynb": C,
            "weili_4325_text.html": b"<p>See my mail</p>",
        },
    )
    assert collect(download, "canvas", "--class-list", gradebook) == 1
    assert submitted() == {
        "abyron/tiny/tiny.ipynb": B,
        "abyron/tiny/notes_4322_1_.txt": b"a name to mislead\n",
        "jmueller/tiny/tiny.ipynb": C,
    }
    said = capsys.readouterr().out
    assert "tiny-1.ipynb taken as tiny.ipynb; left out: tiny.ipynb" in row(said, "abyron")
    assert "late" in row(said, "jmueller")
    assert "missing" in row(said, "lwei")
    assert "missing" in row(said, "smissing")
    assert "not understood: weili_4325_text.html" in said


def test_canvas_names_without_numbers_in_the_class_list(collect, class_list, tmp_path, submitted):
    download = write_zip(
        tmp_path / "submissions.zip",
        {
            "ångströmzoëanna_77_1_tiny.ipynb": A,
            "muellerluedenscheidtjuergen_78_2_tiny.ipynb": B,
            "żółćłukasz_79_3_tiny.ipynb": C,
        },
    )
    assert collect(download, "canvas", "--class-list", class_list) == 0
    assert submitted() == {
        "1002/tiny/tiny.ipynb": B,
        "1003/tiny/tiny.ipynb": A,
        "1004/tiny/tiny.ipynb": C,
    }


def test_blackboard(collect, course, tmp_path, submitted, capsys):
    people = tmp_path / "gc.xls"
    people.write_text(
        '"Last Name"\t"First Name"\t"Username"\t"Student ID"\n'
        '"Byron"\t"Ada"\t"a_byron"\t"1001"\n"Müller"\t"Jürgen"\t"jm"\t"1002"\n'
        '"Wei"\t"Li"\t"lw"\t"1005"\n',
        encoding="utf-16",
    )
    first, last = "2026-11-20-13-22-10", "2026-11-21-08-00-00"
    prefix = "ML_Tiny 1_a_byron_attempt"
    download = write_zip(
        tmp_path / "gradebook_ML_Tiny201_2026-11-22-10-00-00.zip",
        {
            f"{prefix}_{first}.txt": receipt(
                "Ada Byron", "a_byron", "Friday, 20 November 2026 13:22:10 o'clock GMT", ["t"]
            ),
            f"{prefix}_{first}_tiny.ipynb": A,
            f"{prefix}_{last}.txt": receipt(
                "Ada Byron", "a_byron", "Saturday, 21 November 2026 08:00:00 o'clock CET", ["t"]
            ),
            f"{prefix}_{last}_tiny.ipynb": B,
            # Not the work of Ada, whatever it is called.
            f"ML_Tiny 1_jm_attempt_{first}_x_a_byron_attempt_2026-12-01-00-00-00_tiny.ipynb": C,
            f"ML_Tiny 1_lw_attempt_{first}.txt": receipt("Li Wei", "lw", "yesterday", []),
        },
    )
    assert collect(download, "blackboard", "--class-list", people) == 0
    assert submitted() == {
        "a_byron/tiny/tiny.ipynb": B,
        "a_byron/tiny/timestamp.txt": b"2026-11-21 07:00:00 UTC\n",
        "jm/tiny/tiny.ipynb": C,
        "jm/tiny/timestamp.txt": b"2026-11-20 13:22:10 UTC\n",
    }
    said = capsys.readouterr().out
    assert "2 attempts, the latest taken" in row(said, "a_byron")
    assert "empty" in row(said, "lw")


def test_blackboard_an_empty_last_attempt_does_not_cost_the_one_before(
    collect, tmp_path, submitted, capsys
):
    download = write_zip(
        tmp_path / "g.zip",
        {
            "Tiny_ab_attempt_2026-11-20-13-22-10_tiny.ipynb": A,
            "Tiny_ab_attempt_2026-11-21-13-22-10_tiny.ipynb": b"",
        },
    )
    assert collect(download, "blackboard") == 0
    assert submitted()["ab/tiny/tiny.ipynb"] == A
    assert submitted()["ab/tiny/timestamp.txt"] == b"2026-11-20 13:22:10 UTC\n"
    assert "an empty notebook in the attempt of 2026-11-21" in row(capsys.readouterr().out, "ab")


def test_the_time_zone_of_the_system_counts(course, tmp_path, submitted):
    download = write_zip(tmp_path / "g.zip", {"Tiny_ab_attempt_2026-07-01-13-22-10_tiny.ipynb": A})
    arguments = ["collect", str(download), "--lms", "blackboard", "--course", str(course)]
    assert main([*arguments, "--timezone", "Europe/London"]) == 0
    assert submitted()["ab/tiny/timestamp.txt"] == b"2026-07-01 12:22:10 UTC\n"


@pytest.mark.parametrize(
    "files",
    [
        {"ada/tiny.ipynb": A, "li wei/tiny.ipynb": B},
        {"ada/tiny/tiny.ipynb": A, "li wei/tiny/tiny.ipynb": B},
        {"all of them/ada/tiny.ipynb": A, "all of them/li wei/tiny.ipynb": B},
        {"ada.ipynb": A, "li wei.ipynb": B},
        {"week 3/ada.ipynb": A, "week 3/li wei.ipynb": B},
        {"tiny_ada.ipynb": A, "li wei - tiny.ipynb": B},
        {"ada/work.zip": "tiny/tiny.ipynb", "li wei/tiny.ipynb": B},
    ],
    ids=["folders", "nbgrader", "outer", "flat", "flat-outer", "flat-named", "zip-inside"],
)
def test_folders_and_flat_files(collect, tmp_path, submitted, files):
    download = tmp_path / "download"
    for name, content in files.items():
        file = download / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            write_zip(file, {content: A})
        else:
            file.write_bytes(content)
    assert collect(download, "folder") == 0
    assert submitted() == {"ada/tiny/tiny.ipynb": A, "li-wei/tiny/tiny.ipynb": B}


def test_a_time_stamp_in_nbgraders_own_layout_is_kept(collect, tmp_path, submitted):
    files = {"ada/tiny/tiny.ipynb": A, "ada/tiny/timestamp.txt": b"2026-11-20 13:22:10 UTC"}
    assert collect(write_zip(tmp_path / "d.zip", files), "folder") == 0
    assert submitted()["ada/tiny/timestamp.txt"] == b"2026-11-20 13:22:10 UTC\n"


def test_two_folders_of_one_person_are_put_before_the_lecturer(
    collect, class_list, tmp_path, submitted, capsys
):
    files = {"Ada Byron/tiny.ipynb": A, "ada.byron@uni.example/tiny.ipynb": B}
    arguments = ("folder", "--class-list", class_list)
    assert collect(write_zip(tmp_path / "d.zip", files), *arguments) == 1
    assert submitted() == {}
    assert "twice" in row(capsys.readouterr().out, "1001")
    files["ada.byron@uni.example/tiny.ipynb"] = A  # the same content is no question
    assert collect(write_zip(tmp_path / "d.zip", files), *arguments) == 0
    assert submitted() == {"1001/tiny/tiny.ipynb": A}


@pytest.mark.parametrize("encoding", ["cp437", "utf-8", "cp1252"])
def test_umlauts_in_old_zip_files(collect, class_list, tmp_path, submitted, encoding):
    name = "Jürgen Müller-Lüdenscheidt_7_assignsubmission_file_/tiny.ipynb"
    download = write_old_zip(tmp_path / "old.zip", {name: A}, encoding)
    assert collect(download, "moodle", "--class-list", class_list) == 0
    assert submitted() == {"1002/tiny/tiny.ipynb": A}


def test_without_a_class_list_namesakes_stay_apart(collect, tmp_path, submitted, capsys):
    files = {
        "Jürgen Müller_502_assignsubmission_file_/tiny.ipynb": A,
        "Jürgen Müller_503_assignsubmission_file_/tiny.ipynb": B,
    }
    assert collect(write_zip(tmp_path / "d.zip", files), "moodle") == 0
    assert submitted() == {
        "jurgen-muller-502/tiny/tiny.ipynb": A,
        "jurgen-muller-503/tiny/tiny.ipynb": B,
    }
    assert "No class list" in capsys.readouterr().out


def test_ids_of_an_earlier_run_without_the_class_list_are_pointed_out(
    collect, class_list, tmp_path, capsys
):
    files = {"Ada Byron_501_assignsubmission_file_/tiny.ipynb": A}
    download = write_zip(tmp_path / "d.zip", files)
    assert collect(download, "moodle") == 0
    assert collect(download, "moodle", "--class-list", class_list) == 0
    assert "no id of the class list: ada-byron\n" in capsys.readouterr().out


def test_an_unknown_name_comes_with_the_closest_known_one(
    collect, class_list, tmp_path, submitted, capsys
):
    files = {"Ada Mary Byron_501_assignsubmission_file_/tiny.ipynb": A}
    arguments = ("moodle", "--class-list", class_list)
    assert collect(write_zip(tmp_path / "d.zip", files), *arguments) == 1
    assert submitted() == {}
    assert "closest: Ada Byron (1001)" in row(capsys.readouterr().out, "–")


@pytest.mark.parametrize(
    ("folder", "student"),
    [
        ("Li Wei", "1005"),  # though another's e-mail address begins with wei
        ("byron 1001", "1001"),
        ("homework-ada.byron@uni.example", None),
        ("ada.byron_final", "1001"),
        ("1001_1002", None),  # two people: never guessed
    ],
)
def test_folders_named_by_whatever_the_class_list_knows(
    collect, tmp_path, submitted, folder, student
):
    people = tmp_path / "class.csv"
    people.write_text(CLASS_LIST + "Wei,Other,1007,wei@uni.example\n", encoding="utf-8")
    download = write_zip(tmp_path / "d.zip", {f"{folder}/tiny.ipynb": A})
    assert collect(download, "folder", "--class-list", people) == (0 if student else 1)
    assert submitted() == ({f"{student}/tiny/tiny.ipynb": A} if student else {})


def test_a_file_name_made_to_be_slow_is_not(collect, tmp_path, submitted):
    name = "tiny" + "1" * 200 + "x.ipynb"  # hours, if every way to split the digits were tried
    assert collect(write_zip(tmp_path / "d.zip", {f"ada/{name}": A}), "folder") == 0
    assert submitted() == {"ada/tiny/tiny.ipynb": A}  # by the cells it holds


def test_a_foreign_notebook_is_collected_and_remarked(collect, tmp_path, submitted, capsys):
    book = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    assert collect(write_zip(tmp_path / "d.zip", {"ada/other.ipynb": book}), "folder") == 0
    assert submitted() == {"ada/tiny/other.ipynb": book}
    assert "no notebook of this assignment" in row(capsys.readouterr().out, "ada")


def test_late_by_the_due_date_of_the_gradebook(collect, course, tmp_path, capsys):
    from matml_teach.grading.course import Course

    with Course(course).gradebook() as gradebook:
        gradebook.update_or_create_assignment("tiny", duedate="2026-11-20 17:00:00 UTC")
    files = {
        "Tiny_ada_attempt_2026-11-20-16-59-00_tiny.ipynb": A,
        "Tiny_ben_attempt_2026-11-20-17-01-00_tiny.ipynb": B,
    }
    assert collect(write_zip(tmp_path / "d.zip", files), "blackboard") == 0
    said = capsys.readouterr().out
    assert "late" not in row(said, "ada")
    assert "late" in row(said, "ben")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no/such.zip", "--lms", "moodle"], "there is no file or folder no/such.zip"),
        (["{course}/nbgrader_config.py", "--lms", "moodle"], "is not a zip archive; unpack it"),
        (["{course}/source", "--lms", "canvas"], "holds no file that is named as Canvas names"),
        (["{course}/source", "--lms", "folder", "--assignment", "x"], "there is no assignment 'x'"),
        (["{course}/source", "--lms", "folder", "--class-list", "no.csv"], "no.csv cannot be read"),
        (["{course}/source", "--lms", "folder", "--timezone", "Mars"], "--timezone Mars is not"),
    ],
)
def test_wrong_arguments_get_one_line(course, capsys, arguments, said):
    arguments = [text.format(course=course) for text in arguments]
    assert main(["collect", "--course", str(course), *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("matml collect: ")
    assert said in error
    assert len(error.splitlines()) == 1
