import json

import pytest

from matml_teach.grading.results import ExerciseResult, Result, misconceptions, write_json


def error(ename, evalue):
    return {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": []}


@pytest.mark.parametrize(
    ("outputs", "found"),
    [
        ([], []),
        ([{"output_type": "stream", "name": "stdout", "text": "leak.a: no"}], []),
        ([error("CheckFailed", "scale.not-centred: The mean is 3.")], ["scale.not-centred"]),
        ([error("CheckFailed", "no identifier here")], ["error.checkfailed"]),
        ([error("CheckFailed", "oneword: is no identifier")], ["error.checkfailed"]),
        ([error("KeyError", "a.b: looks like one")], ["error.keyerror"]),
        ([error("", "")], ["error.unknown"]),
        ([error("CheckFailed", "a.b: x"), error("CheckFailed", "a.b: y")], ["a.b"]),
    ],
)
def test_identifiers_come_from_the_error_outputs_only(outputs, found):
    assert misconceptions(outputs) == found


def test_json_has_the_promised_fields_and_leaves_no_draft(tmp_path):
    exercise = ExerciseResult(None, 2.0, ["a.b"])
    file = tmp_path / "grades.json"
    file.write_text("old")
    write_json([Result("ada", "01", "graded", 1.0, 2.0, exercises={"q": exercise})], file)
    assert json.loads(file.read_text()) == [
        {
            "student": "ada",
            "assignment": "01",
            "status": "graded",
            "score": 1.0,
            "max_score": 2.0,
            "reason": None,
            "flags": [],
            "protection": None,
            "seconds": 0.0,
            "exercises": {"q": {"score": None, "max_score": 2.0, "misconceptions": ["a.b"]}},
        }
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["grades.json"]
