import shutil

import pytest


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    from tiny_course import make_released_course

    return make_released_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture
def course(_released, tmp_path):
    """A course of one's own: source, release and a gradebook that knows the assignment."""
    return shutil.copytree(_released, tmp_path / "course")
