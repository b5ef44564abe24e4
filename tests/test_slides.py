"""The map from the lecture's slides to the lessons' sections is whole, and every target exists."""

import re
from pathlib import Path

import jupytext

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| *(\d+) *\| *(.*?) *\| *(.*?) *\|$", re.MULTILINE)
TARGET = re.compile(r"(\d\d)[:\s]+([^;|]+)")


def headings(number: str) -> set[str]:
    [path] = (ROOT / "notebooks").glob(f"{number}-*.md")
    found = set()
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "markdown":
            found |= set(re.findall(r"^#{2,4} (.+)$", cell.source, re.MULTILINE))
    return found


def rows() -> list[tuple[int, str]]:
    text = (ROOT / "docs" / "slides.md").read_text("utf-8")
    return [(int(slide), sections) for slide, _, sections in ROW.findall(text)]


def test_every_numbered_slide_from_4_to_32_has_a_row():
    assert [slide for slide, _ in rows()] == list(range(4, 33))


def test_every_target_is_a_heading_of_its_notebook():
    for slide, sections in rows():
        targets = TARGET.findall(sections)
        assert targets, f"slide {slide} has no section"
        for number, heading in targets:
            assert heading.strip() in headings(number), f"slide {slide}: {number} {heading}"
