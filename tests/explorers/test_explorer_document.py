"""The example in docs/explorers.md does what the page says."""

import re
from pathlib import Path

import pytest
from explorer_pictures import texts_outside

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "explorers.md").read_text("utf-8")


@pytest.fixture
def example():
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT, flags=re.DOTALL)
    return code


def test_the_smallest_explorer_works(example):
    names = {}
    exec(compile(example, "docs/explorers.md", "exec"), names)
    explorer = names["DiffusionExplorer"]()
    assert explorer.description == "Half of the surface concentration is reached at 0.74 mm."
    first = explorer.png
    explorer.set(hours=16)
    assert explorer.description == "Half of the surface concentration is reached at 1.48 mm."
    assert explorer.png != first
    assert texts_outside(explorer) == ([], [])
    with pytest.raises(ValueError, match="hours is a whole number from 1 to 24, not 25"):
        explorer.set(hours=25)


def test_its_length_is_the_one_stated(example):
    lines = [line for line in example.splitlines() if line.strip()]
    assert f"\n{len(lines)} lines of code. " in DOCUMENT


def test_every_explorer_is_in_the_table():
    from matml_teach import explorers

    for name in explorers.__all__:
        if name not in ("Explorer", "View"):
            assert f"| `{name}` |" in DOCUMENT
