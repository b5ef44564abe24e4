import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    from tiny_course import make_released_course

    return make_released_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture
def course(_released, tmp_path):
    """A course of one's own: source, release and a gradebook that knows the assignment."""
    return shutil.copytree(_released, tmp_path / "course")
