import shutil

import pytest


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    from tiny_course import make_released_course

    return make_released_course(tmp_path_factory.mktemp("collecting") / "course")


@pytest.fixture
def course(_released, tmp_path):
    """A course of one's own."""
    return shutil.copytree(_released, tmp_path / "course")


@pytest.fixture
def submitted(course):
    """What is in submitted/: path → content, hidden directories included."""

    def read():
        root = course / "submitted"
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    return read
