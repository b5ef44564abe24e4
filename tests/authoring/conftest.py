"""A small course with every kind of cell, and the kit's own settings."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from matml_teach.authoring.build import _own_programs_first

KIT = Path(__file__).parents[2]

LESSON = """\
---
jupytext:
  formats: notebooks//md:myst,source/roots//ipynb
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# Roots

What is a root?

```{code-cell} ipython3
import math
```

```{code-cell} ipython3
import math
```

Write `root`.

```{code-cell} ipython3
---
nbgrader:
  grade: false
  grade_id: root
  locked: false
  schema_version: 3
  solution: true
  task: false
---
def root(x):
    ### BEGIN SOLUTION
    return math.sqrt(x)  # secret-solution
    ### END SOLUTION
```

```{code-cell} ipython3
---
nbgrader:
  grade: true
  grade_id: root-check
  locked: true
  points: 2
  schema_version: 3
  solution: false
  task: false
---
assert root(4) == 2
### BEGIN HIDDEN TESTS
assert root(9) == 3  # secret-test
### END HIDDEN TESTS
```

+++ {"nbgrader": {"grade": false, "grade_id": "essay", "locked": true, "points": 3, \
"schema_version": 3, "solution": false, "task": true}}

Explain roots.

=== BEGIN MARK SCHEME ===
secret-rubric
=== END MARK SCHEME ===
"""


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory) -> Path:
    """A new gradebook; nbgrader takes seconds to make one, so the courses share a copy."""
    gradebook = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with (
        _own_programs_first(),
        Gradebook(f"sqlite:///{gradebook}", "building-a-model-from-scratch"),
    ):
        pass
    return gradebook


@pytest.fixture
def course(tmp_path: Path, empty_gradebook: Path) -> Path:
    course = tmp_path / "course"
    (course / "notebooks").mkdir(parents=True)
    (course / "notebooks" / "roots.md").write_text(LESSON, encoding="utf-8")
    for name in ("nbgrader_config.py", "jupytext.toml"):
        shutil.copy(KIT / name, course)
    shutil.copy(empty_gradebook, course)
    return course


@pytest.fixture
def edit(course: Path):
    """Replace a part of the lesson text, which must be there."""

    def replace(old: str, new: str) -> None:
        text = course / "notebooks" / "roots.md"
        before = text.read_text(encoding="utf-8")
        assert old in before
        text.write_text(before.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def program(course: Path):
    """Run a program of this environment in the course, as an author would."""

    def run(name: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", name, *arguments], cwd=course, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
