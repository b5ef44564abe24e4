"""Every explorer of the package, as a notebook shows it: one line, a picture, a description."""

import json
import subprocess
import sys

import pytest

from matml_teach import explorers
from matml_teach.explorers import Explorer

NAMES = [name for name in explorers.__all__ if name.endswith("Explorer") and name != "Explorer"]


@pytest.mark.parametrize("name", NAMES)
def test_one_line_shows_a_picture_that_is_described_in_numbers(name):
    explorer = getattr(explorers, name)()
    assert isinstance(explorer, Explorer)
    bundle = explorer._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "image/png" in bundle
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert any(sign.isdigit() for sign in explorer.description)


def test_explorers_do_not_lean_on_checks_or_on_the_instructor_half():
    code = f"""
import json, sys
from matml_teach import explorers
for name in {NAMES!r}:
    getattr(explorers, name)
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    foreign = ("matml_teach.checks", "matml_teach.grading", "matml_teach.authoring", "nbgrader")
    assert not [name for name in json.loads(done.stdout) if name.startswith(foreign)]
