"""Every right answer, rewritten by machine, keeps full marks."""

from pathlib import Path

import pytest
from test_bank import FILES, bank_id, exercises, verdicts
from variations.rewrites import REWRITES, wanted

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
