import shutil

import nbformat
import pytest
from tiny_course import make_course

from matml_teach.exceptions import CourseError, UsageError
from matml_teach.grading.course import Course, choose


def test_settings_of_another_course_in_the_working_directory_do_not_leak(
    course, tmp_path, monkeypatch
):
    other = tmp_path / "other"
    other.mkdir()
    (other / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'other'\n"
        "c.CourseDirectory.source_directory = 'elsewhere'\n"
    )
    monkeypatch.chdir(other)
    opened = Course(course)
    assert opened.coursedir.course_id == "tiny"
    assert opened.assignments() == ["tiny"]


def test_directory_names_of_the_config_are_honoured(course, monkeypatch):
    monkeypatch.chdir(course)  # where a relative gradebook lies
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.source_directory = 'master'\n"
        "c.CourseDirectory.submitted_directory = 'inbox'\n"
        "c.CourseDirectory.db_url = 'sqlite:///marks.db'\n"
    )
    (course / "source").rename(course / "master")
    (course / "inbox" / "ada" / "tiny").mkdir(parents=True)
    opened = Course(course)
    assert opened.assignments() == ["tiny"]
    assert opened.submissions() == [("tiny", "ada")]
    assert opened.gradebook_name == "marks.db"


def test_registering_fills_the_gradebook_and_leaves_release_alone(tmp_path):
    root = make_course(tmp_path / "course")
    opened = Course(root)
    opened.register("tiny")
    assert opened.notebooks("tiny") == ["tiny"]
    with opened.gradebook() as gradebook:
        assert gradebook.find_assignment("tiny").max_score == 6
    assert not (root / "release").exists()
    assert sorted(path.name for path in root.iterdir()) == [
        ".matml",
        "gradebook.db",
        "nbgrader_config.py",
        "source",
        "submitted",
    ]


def test_a_source_notebook_that_is_not_one_is_named(tmp_path):
    root = make_course(tmp_path / "course")
    (root / "source" / "tiny" / "tiny.ipynb").write_text("{")
    with pytest.raises(CourseError, match=r"source/tiny/tiny\.ipynb is not a notebook"):
        Course(root).register("tiny")


def test_a_source_notebook_nbgrader_refuses_is_named(tmp_path):
    root = make_course(tmp_path / "course")
    file = root / "source" / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(file, as_version=4)
    notebook.cells.append(notebook.cells[2])
    nbformat.write(notebook, file)
    with pytest.raises(CourseError, match="source/tiny cannot be registered"):
        Course(root).register("tiny")


def test_the_gradebook_waits_for_other_writers(course):
    with Course(course).gradebook() as gradebook, gradebook.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 60_000


def test_choosing(course):
    for student in ("ada", "bob"):
        (course / "submitted" / student / "tiny").mkdir(parents=True)
    (course / "submitted" / "ada" / "tinny").mkdir()
    opened = Course(course)
    assert choose(opened, [], []) == (
        [("tiny", "ada"), ("tiny", "bob")],
        [("tinny", "ada")],
    )
    assert choose(opened, ["tiny"], ["bob"]) == ([("tiny", "bob")], [])
    with pytest.raises(UsageError, match=r"no assignment 'tinny' in .*it has: tiny"):
        choose(opened, ["tinny"], [])
    with pytest.raises(UsageError, match="closest: ada"):
        choose(opened, [], ["adam"])
    shutil.rmtree(course / "submitted" / "ada" / "tiny")
    with pytest.raises(UsageError, match="'ada' has handed in nothing for tiny"):
        choose(opened, ["tiny"], ["ada"])
