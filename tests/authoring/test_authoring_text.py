import json
import os
from pathlib import Path

import nbformat
import pytest
from jupytext import TextFileContentsManager

from matml_teach.authoring.build import build, check
from matml_teach.authoring.text import read_lesson
from matml_teach.exceptions import CourseError


@pytest.fixture
def text(course: Path) -> Path:
    return course / "notebooks" / "roots.md"


@pytest.fixture
def source(course: Path) -> Path:
    build(course)
    return course / "source" / "roots" / "roots.ipynb"


def change(path: Path, old: str, new: str, newer_than: Path) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    later = newer_than.stat().st_mtime + 10
    os.utime(path, (later, later))


def test_text_to_notebook_to_text_gives_the_same_text(course, text, source, program):
    before = text.read_text(encoding="utf-8")
    text.unlink()
    program("jupytext", "--sync", "source/roots/roots.ipynb")
    assert text.read_text(encoding="utf-8") == before


def test_cell_ids_come_from_the_content(text):
    ids = [cell.id for cell in read_lesson(text).cells]
    assert ids == [cell.id for cell in read_lesson(text).cells]
    assert len(set(ids)) == len(ids)
    assert {"root", "root-check", "essay"} <= set(ids)


def test_sync_carries_an_edit_of_the_notebook_into_the_text(course, text, source, program):
    change(source, "What is a root?", "What is a square root?", newer_than=text)
    program("jupytext", "--sync", "source/roots/roots.ipynb")
    assert "What is a square root?" in text.read_text(encoding="utf-8")
    build(course)
    assert check(course) == 0


def test_sync_carries_an_edit_of_the_text_into_the_notebook(course, text, source, program):
    change(text, "What is a root?", "What is a square root?", newer_than=source)
    program("jupytext", "--sync", "notebooks/roots.md")
    synced = source.read_bytes()
    assert b"What is a square root?" in synced
    build(course)
    assert check(course) == 0


@pytest.mark.parametrize("opened", ["source/roots/roots.ipynb", "notebooks/roots.md"])
def test_jupyterlab_saves_both_of_the_pair(course, text, source, opened):
    manager = TextFileContentsManager()
    manager.root_dir = str(course)
    model = manager.get(opened, type="notebook")
    model["content"].cells[0].source = "# Edited in JupyterLab"
    manager.save(model, opened)
    assert "# Edited in JupyterLab" in text.read_text(encoding="utf-8")
    assert "jupytext_version" not in text.read_text(encoding="utf-8")
    assert "# Edited in JupyterLab" in source.read_text(encoding="utf-8")
    build(course)
    assert check(course) == 0
    assert "# Edited in JupyterLab" in (course / "release/roots/roots.ipynb").read_text()


def test_an_edit_the_text_does_not_have_is_never_lost(course, text, source, program):
    change(source, "What is a root?", "My new words", newer_than=text)
    edited = source.read_bytes()
    with pytest.raises(CourseError, match=r"source/roots/roots\.ipynb.*jupytext --sync notebooks/"):
        build(course)
    assert source.read_bytes() == edited
    # Nor if the text is the newer file, as after a clone.
    os.utime(source, (1e9, 1e9))
    with pytest.raises(CourseError, match=r"delete source/roots/roots\.ipynb"):
        build(course)
    # The way out the message names.
    os.utime(text, (1e8, 1e8))
    program("jupytext", "--sync", "notebooks/roots.md")
    assert "My new words" in text.read_text(encoding="utf-8")
    assert build(course) == 0


def test_outputs_and_run_counts_are_not_edits(course, text, source):
    notebook = nbformat.read(source, as_version=4)
    fresh = source.read_bytes()
    for count, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.execution_count = count
            cell.outputs = [nbformat.v4.new_output("stream", text="4\n")]
    nbformat.write(notebook, source)
    assert check(course) == 1
    build(course)
    assert source.read_bytes() == fresh


def test_an_edited_text_is_built_without_ado(course, text, source):
    change(text, "What is a root?", "New words", newer_than=source)
    os.utime(source, (2e9, 2e9))
    build(course)
    assert "New words" in source.read_text(encoding="utf-8")


def test_a_pasted_image_is_not_dropped(course, source):
    notebook = json.loads(source.read_text(encoding="utf-8"))
    notebook["cells"][0]["attachments"] = {"a.png": {"image/png": "aGVsbG8="}}
    source.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(CourseError, match=r"pasted image.*notebooks/roots/"):
        build(course)


def test_a_source_that_is_no_notebook_is_named(course, source):
    source.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"source/roots/roots\.ipynb is not a notebook.*delete"):
        build(course)
    assert check(course) == 1


def test_a_text_that_names_no_language_builds_the_same(course, text, source):
    written = source.read_bytes()
    text.write_text(text.read_text(encoding="utf-8").replace(" ipython3", ""), encoding="utf-8")
    assert check(course) == 0
    assert source.read_bytes() == written
