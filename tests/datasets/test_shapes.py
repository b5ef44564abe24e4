import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import pytest

from matml_teach import datasets

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("shape", ["cloud", "cross", "lattice", "ring", "star", "stripes"])
def test_every_cloud_has_the_published_statistics(shape):
    clouds = datasets.load_same_statistics()
    cloud = clouds[clouds["shape"] == shape]
    assert len(cloud) == 144
    assert cloud["x"].mean() == pytest.approx(54.26, abs=0.005)
    assert cloud["y"].mean() == pytest.approx(47.83, abs=0.005)
    assert cloud["x"].std() == pytest.approx(16.76, abs=0.005)
    assert cloud["y"].std() == pytest.approx(26.93, abs=0.005)
    assert np.corrcoef(cloud["x"], cloud["y"])[0, 1] == pytest.approx(-0.06, abs=0.005)


def test_redrawing_gives_the_shipped_file(tmp_path, monkeypatch):
    tool = ROOT / "tools" / "build_same_statistics.py"
    spec = importlib.util.spec_from_file_location("build_same_statistics", tool)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shipped = (module.SHIPPED / "same_statistics.csv").read_bytes()
    monkeypatch.setattr(module, "SHIPPED", tmp_path)
    module.main()
    redrawn = (tmp_path / "same_statistics.csv").read_bytes()
    assert hashlib.sha256(redrawn).digest() == hashlib.sha256(shipped).digest()
