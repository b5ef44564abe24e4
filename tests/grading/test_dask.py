import dask
import distributed
import pytest
from tiny_course import RIGHT_DOUBLE, RIGHT_MEAN, hand_in, read_json

from matml_teach.exceptions import UsageError
from matml_teach.grading import engine, grade


@pytest.mark.thorough
def test_a_dask_cluster_grades_and_names_what_failed(course, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(engine, "_DASK_CONNECT_SECONDS", 900)  # a busy machine
    for student in ("ada", "bob", "eve"):
        hand_in(course, student, {"double": RIGHT_DOUBLE, "mean": RIGHT_MEAN})
    hand_in(course, "kim", {}).write_text("{")
    file = tmp_path / "grades.json"
    patient = dask.config.set({"distributed.comm.timeouts.connect": "900s"})
    with (
        patient,
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
        ) as cluster,
    ):
        assert grade(course, dask=cluster.scheduler_address, json_file=file) == 1
    results = read_json(file)
    assert {student: result["score"] for student, result in results.items()} == {
        "ada": 5.0,
        "bob": 5.0,
        "eve": 5.0,
        "kim": None,
    }
    assert "3 graded, 1 failed, 0 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense"])
def test_an_address_where_nobody_answers(course, monkeypatch, address):
    monkeypatch.setattr(engine, "_DASK_CONNECT_SECONDS", 1)
    hand_in(course, "ada", {})
    with pytest.raises(UsageError, match=f"no Dask scheduler answers at '{address}'"):
        grade(course, dask=address)
