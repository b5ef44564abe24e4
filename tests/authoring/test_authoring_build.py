import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from matml_teach.authoring.build import build, check
from matml_teach.exceptions import CourseError


def generated(course: Path) -> dict[str, bytes]:
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for step in ("source", "release")
        for path in (course / step).rglob("*")
        if path.is_file()
    }


RELEASE = Path("release/roots/roots.ipynb")
SOURCE = Path("source/roots/roots.ipynb")


def test_two_builds_are_byte_identical_and_check_agrees(course, tmp_path):
    assert build(course) == 0
    first = generated(course)
    assert set(first) == {SOURCE.as_posix(), RELEASE.as_posix()}
    elsewhere = tmp_path / "clone"
    shutil.copytree(course, elsewhere, ignore=shutil.ignore_patterns("source", "release", "*.db"))
    assert build(elsewhere) == 0
    assert generated(elsewhere) == first
    assert check(course) == 0
    assert build(course) == 0
    assert generated(course) == first


def test_a_fresh_clone_builds_whatever_the_file_times(course):
    build(course)
    first = generated(course)
    (course / "gradebook.db").unlink()
    for path in (*course.rglob("*.md"), *course.rglob("*.ipynb")):
        path.touch()
    build(course)
    assert generated(course) == first


def test_check_writes_nothing(course):
    before = sorted(course.rglob("*"))
    assert check(course) == 1
    assert sorted(course.rglob("*")) == before


def test_check_names_a_changed_a_missing_and_an_extra_file(course, capsys):
    build(course)
    for path in (RELEASE, SOURCE):
        kept = (course / path).read_bytes()
        (course / path).write_bytes(kept.replace(b"What is", b"what is", 1))
        capsys.readouterr()
        assert check(course) == 1
        said = capsys.readouterr().out
        assert f"differs    {path.as_posix()}" in said
        assert "+" in said
        assert "What is" in said
        assert "run `matml build`" in said
        (course / path).write_bytes(kept)

    (course / RELEASE).rename(course / "release" / "roots" / "old.ipynb")
    assert check(course) == 1
    said = capsys.readouterr().out
    assert f"missing    {RELEASE.as_posix()}" in said
    assert "extra      release/roots/old.ipynb" in said
    build(course)
    assert check(course) == 0


def test_release_equals_plain_nbgrader_and_the_gradebook_is_ready(course, program):
    build(course)
    ours = (course / RELEASE).read_bytes()
    (course / RELEASE).unlink()
    program("nbgrader", "generate_assignment", "roots", "--force")
    assert (course / RELEASE).read_bytes() == ours
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        names = {row[0] for row in gradebook.execute("select name from base_cell")}
    assert names == {"root", "root-check", "essay"}


def test_plain_nbgrader_autogrades_after_our_build(course, program):
    build(course)
    submitted = course / "submitted" / "ada" / "roots"
    submitted.mkdir(parents=True)
    text = (course / RELEASE).read_text(encoding="utf-8")
    text = text.replace("    raise NotImplementedError()", "    return x ** 0.5")
    (submitted / "roots.ipynb").write_text(text, encoding="utf-8")
    program("nbgrader", "autograde", "roots")
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        scores = gradebook.execute("select auto_score from grade where auto_score is not null")
        assert sum(row[0] for row in scores) == 2


def test_release_holds_no_secret_and_no_pairing(course):
    build(course)
    source = (course / SOURCE).read_text(encoding="utf-8")
    release = (course / RELEASE).read_text(encoding="utf-8")
    for secret in ("secret-solution", "secret-test", "secret-rubric", "jupytext", "fingerprint"):
        assert secret in source
        assert secret not in release
    notebook = json.loads(release)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert "version" not in notebook["metadata"]["language_info"]
    assert not any(cell.get("outputs") for cell in notebook["cells"])
    assert release.endswith("}\n")


def test_files_beside_a_lesson_travel_with_it(course):
    (course / "notebooks" / "roots").mkdir()
    (course / "notebooks" / "roots" / "table.csv").write_text("x\n1\n")
    build(course)
    assert (course / "release" / "roots" / "table.csv").read_text() == "x\n1\n"
    assert check(course) == 0


def test_a_file_only_in_source_is_not_removed(course):
    build(course)
    (course / "source" / "roots" / "table.csv").write_text("x\n")
    with pytest.raises(CourseError, match=r"source/roots/table\.csv .* notebooks/roots/"):
        build(course)
    assert (course / "source" / "roots" / "table.csv").exists()


def test_a_renamed_lesson_leaves_no_silent_orphan(course):
    build(course)
    shutil.copytree(course / "source" / "roots", course / "source" / "old")
    with pytest.raises(CourseError, match=r"source/old/roots\.ipynb comes from no lesson"):
        build(course)


def test_cells_cannot_change_under_submissions(course, edit, program):
    test_plain_nbgrader_autogrades_after_our_build(course, program)
    before = generated(course)
    edit("grade_id: root-check", "grade_id: other-check")
    with pytest.raises(CourseError, match=r"roots\.md: .*submissions.*gradebook\.db"):
        build(course)
    assert generated(course) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("formats: notebooks", "formats: [", r"cannot be read|not paired"),
        ("source/roots//ipynb", "ipynb", r"formats: notebooks//md:myst,source/roots//ipynb"),
        ("grade_id: root-check", "grade_id: root", r"'root': an earlier cell has the same"),
        ("    ### END SOLUTION\n", "", r"'root': BEGIN SOLUTION is never closed"),
        ("    ### BEGIN SOLUTION\n", "", r"'root': END SOLUTION without BEGIN"),
        ("### END HIDDEN TESTS\n", "", r"'root-check': BEGIN HIDDEN TESTS is never closed"),
        ("=== END MARK SCHEME ===\n", "", r"'essay': BEGIN MARK SCHEME is never closed"),
        ("  points: 2\n", "", r"'root-check'.*points"),
        ("  points: 2\n", "  points: 0\n", r"'root-check'.*points"),
        ("  points: 2\n", "  points: two\n", r"'root-check'.*points: 'two'"),
        ("  schema_version: 3\n", "  schema_version: 1\n", r"'root'.*schema_version: 3"),
        ("  schema_version: 3\n", "  version: 3\n", r"'root'.*"),
        ("locked: true\n  points", "locked: false\n  points", r"'root-check'.*locked: true"),
        ("What is a root?", "### BEGIN HIDDEN TESTS", r"cell 1 \('# Roots'\).*graded cell"),
        ("import math\n```", "import math", r"cell 2 \('import math'\).*close it"),
        ("{code-cell} ipython3\n---\n", "{code-cell} ipython3\n---\n: [\n", r"cannot be read"),
    ],
)
def test_bad_lessons_get_one_line_and_leave_the_course_alone(course, edit, old, new, message):
    edit(old, new)
    before = sorted(course.rglob("*"))
    with pytest.raises(CourseError, match=message) as caught:
        build(course)
    assert "roots.md" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert sorted(course.rglob("*")) == before


def test_a_solution_cell_needs_a_region(course, edit):
    edit("    ### BEGIN SOLUTION\n", "")
    edit("    ### END SOLUTION\n", "")
    with pytest.raises(CourseError, match=r"'root': a solution cell needs a region"):
        check(course)


def test_a_directory_that_is_no_course_is_named(course, tmp_path):
    with pytest.raises(CourseError, match=r"nowhere is not a directory"):
        build(tmp_path / "nowhere")
    with pytest.raises(CourseError, match=r"no notebooks/ folder"):
        check(tmp_path)
    (tmp_path / "notebooks").mkdir()
    with pytest.raises(CourseError, match=r"has no lesson"):
        check(tmp_path)
    config = course / "nbgrader_config.py"
    config.write_text("c = get_config(\n")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py cannot be used: SyntaxError"):
        check(course)
    config.unlink()
    with pytest.raises(CourseError, match=r"has no nbgrader_config\.py"):
        check(course)


def test_a_name_nbgrader_cannot_use_is_refused(course):
    (course / "notebooks" / "roots.md").rename(course / "notebooks" / "a+b.md")
    with pytest.raises(CourseError, match=r"notebooks/a\+b\.md: .*rename"):
        build(course)
