"""Every right answer, rewritten by machine, keeps full marks."""

from pathlib import Path

import pytest
from test_bank import FILES, NOTEBOOKS, bank_id, exercises, verdicts
from variations.rewrites import REWRITES, overwriting, wanted

pytestmark = pytest.mark.thorough
RIGHT = [path for path in FILES if path.stem.startswith("right_")]


@pytest.mark.parametrize("path", RIGHT, ids=bank_id)
def test_rewritten_answer_keeps_full_marks(path: Path) -> None:
    exercise = exercises(path.parent.parent.name)[path.parent.name]
    names = wanted(test.source for test in exercise.tests)
    assert names
    answer = path.read_text("utf-8")
    lost = {}
    for kind, rewrite in REWRITES.items():
        marks = verdicts(exercise, rewrite(answer, names))
        if failed := {test: why for test, why in marks.items() if why}:
            lost[kind] = failed
    assert lost == {}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_answer_that_uses_the_lessons_names_again_keeps_full_marks(notebook: str) -> None:
    lost = {}
    for name, exercise in exercises(notebook).items():
        tests = [test.source for test in exercise.tests]
        answer = overwriting(exercise.answer.source, exercise.names, tests)
        assert answer.endswith('"mine"')
        if failed := {test: why for test, why in verdicts(exercise, answer).items() if why}:
            lost[name] = failed
    assert lost == {}
