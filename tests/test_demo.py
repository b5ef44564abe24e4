import shutil

import pytest
from tiny_course import make_released_course, read_json, write_bank

from matml_teach import demo
from matml_teach.demo import read_bank, run_demo, simulate_class
from matml_teach.exceptions import CourseError, UsageError


@pytest.fixture(scope="module")
def _banked(tmp_path_factory):
    course = make_released_course(tmp_path_factory.mktemp("demo") / "course")
    write_bank(course)
    return course


@pytest.fixture
def banked(_banked, tmp_path):
    return shutil.copytree(_banked, tmp_path / "course")


def test_the_demo_grades_a_class_and_checks_itself(banked, tmp_path, capsys, monkeypatch):
    # One answer is filed under the wrong misconception: the demo must notice that, and only that.
    directory = banked / "tests" / "bank" / "tiny" / "mean"
    (directory / "wrong_mean.median.py").rename(directory / "wrong_mean.mode.py")
    into = tmp_path / "demo"
    with monkeypatch.context() as patch:
        patch.setattr(demo, "_CLASS_SIZE", 8)  # for speed
        assert run_demo(banked, into=into) == 1
    out = capsys.readouterr().out
    differences = [line.strip() for line in out.split("Not as expected")[1].splitlines()[1:]]
    assert differences
    assert all("wrong_mean.mode.py was told mean.median" in line for line in differences)

    # Once the bank is mended all is as expected, and the former demo makes way.
    (directory / "wrong_mean.mode.py").rename(directory / "wrong_mean.median.py")
    (into / "left-over.txt").write_text("x")
    assert run_demo(banked, into=into) == 0
    out = capsys.readouterr().out
    assert "As expected: " in out
    assert not (into / "left-over.txt").exists()

    results = read_json(into / "grades.json")
    assert len(results) >= 16
    assert {result["status"] for result in results.values()} == {"graded"}
    assert {result["max_score"] for result in results.values()} == {6}
    scores = [result["score"] for result in results.values()]
    assert {0, 2, 3, 5} <= set(scores)
    assert sum("late" in result["flags"] for result in results.values()) == 1
    found = {
        identifier
        for result in results.values()
        for exercise in result["exercises"].values()
        for identifier in exercise["misconceptions"]
    }
    assert found >= {"double.squared", "mean.median", "error.typeerror", "error.nameerror"}
    report = (into / "report-tiny.html").read_text("utf-8")
    assert "double.squared" in report[report.index('id="misconceptions"') :]
    for student in results:
        assert student in out
        assert (into / "feedback" / student / "tiny" / "tiny.html").stat().st_size > 10_000
    assert "Commonest misconceptions" in out
    assert f"`matml lab --instructor --course {into}`" in out


def test_a_directory_that_is_not_a_demo_is_left_alone(banked, tmp_path):
    into = tmp_path / "thesis"
    into.mkdir()
    (into / "chapter-1.tex").write_text("x")
    with pytest.raises(UsageError, match="not empty and was not made by `matml demo`"):
        run_demo(banked, into=into)
    assert [path.name for path in into.iterdir()] == ["chapter-1.tex"]


def test_every_misconception_of_the_bank_turns_up_in_a_class_of_sixteen_or_more(banked):
    exercises = read_bank(banked)["tiny"]
    pupils = simulate_class(exercises)
    assert len(pupils) >= 16
    seen = {(name, a.misconception) for pupil in pupils for name, a in pupil.answers.items()}
    assert seen == {(name, a.misconception) for name, some in exercises.items() for a in some}
    assert sum(pupil.blank for pupil in pupils) == 1
    assert sum(pupil.late for pupil in pupils) == 1
    right = [p for p in pupils if p.kind == "all right"]
    assert len({tuple(answer.file for answer in p.answers.values()) for p in right}) == 3
    assert simulate_class(exercises) == pupils


def test_the_misconception_is_read_from_the_file_name(banked):
    answers = read_bank(banked)["tiny"]["double"]
    assert {answer.file: answer.misconception for answer in answers} == {
        "right_lambda.py": None,
        "right_plus.py": None,
        "right_times.py": None,
        "wrong_double.squared.py": "double.squared",
        "wrong_double.squared__times.py": "double.squared",
        "wrong_error.typeerror.py": "error.typeerror",
    }


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda bank: shutil.rmtree(bank), "holds no answers"),
        (lambda bank: (bank / "mean" / "good.py").touch(), r"mean/good\.py is not an answer"),
        (
            lambda bank: [file.unlink() for file in (bank / "mean").glob("wrong_*")],
            "mean needs at least one right_",
        ),
        (lambda bank: (bank / "mean").rename(bank / "mode"), "answers 'mode', but tiny.ipynb"),
    ],
)
def test_a_bank_that_cannot_be_used_is_named(banked, tmp_path, spoil, message):
    spoil(banked / "tests" / "bank" / "tiny")
    with pytest.raises(CourseError, match=message):
        run_demo(banked, into=tmp_path / "demo")
