import shutil
import warnings

import pytest


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    from tiny_course import make_released_course

    return make_released_course(tmp_path_factory.mktemp("reporting") / "course")


@pytest.fixture
def course(_released, tmp_path):
    """A course of one's own."""
    return shutil.copytree(_released, tmp_path / "course")


@pytest.fixture
def give(course):
    """Put a mark into the gradebook: points for the three graded cells, and a late penalty."""
    from matml_teach.grading.course import Course

    def put(student, double, mean, why=None, penalty=0.0, **details):
        with Course(course).gradebook() as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's own, about the order of its additions
            gradebook.update_or_create_student(student, **details)
            submission = gradebook.update_or_create_submission("tiny", student)
            submission.notebooks[0].late_submission_penalty = penalty
            for cell, points in (("test-double", double), ("test-mean", mean)):
                grade = gradebook.find_grade(cell, "tiny", "tiny", student)
                grade.auto_score, grade.needs_manual_grade = points, False
            written = gradebook.find_grade("why", "tiny", "tiny", student)
            written.manual_score, written.needs_manual_grade = why, why is None
            gradebook.db.commit()

    return put
