from ._answers import Function
from ._compare import as_array, close
from ._exercise import Exercise, exercise
from ._failure import CheckFailed

__all__ = ["CheckFailed", "Exercise", "Function", "as_array", "close", "exercise"]
