"""Calling a student's function safely and quietly."""

import contextlib
import copy
import io
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from matml_teach.checks._failure import CheckFailed

# Messages that tell a beginner nothing, or to do the wrong thing, and what helps instead.
_HINTS = {
    "truth value of": "Combine conditions on whole columns with & and |, each in brackets.",
    "is not defined": "Is the name spelt right, and have the cells above been run?",
    "could not be broadcast": "Two shapes do not fit; axis=0 works down the columns.",
    "has no attribute 'trapz'": "NumPy 2 calls it trapezoid.",
}


class Function:
    """A student's function, called on copies, without its prints, plots and warnings.

    A function that prints, plots or warns is still right, and nbgrader takes the marks from a
    test cell that writes to standard error: so what it says is swallowed. It works on copies
    of the arguments: an answer that changes its input in place is judged by what it returns.

    Parameters
    ----------
    function : callable
        What the student defined.
    name : str
        Its name, for the messages.
    names : callable
        Makes a context in which the function finds the names it was written with.

    Examples
    --------
    >>> noisy = Function(lambda x: print("working") or x + 1, "noisy")
    >>> noisy(1)
    2
    """

    def __init__(
        self,
        function: Callable[..., Any],
        name: str,
        names: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext,
    ) -> None:
        self._function = function
        self._name = name
        self._names = names

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function.

        Raises
        ------
        CheckFailed
            ``blank.not-answered`` if it raises NotImplementedError, ``error.raised`` if it
            raises anything else, ``error.returned-none`` if it returns nothing.
        """
        args, kwargs = copy.deepcopy((args, kwargs))
        try:
            with _quiet(), self._names():
                result = self._function(*args, **kwargs)
        except NotImplementedError:
            raise CheckFailed(
                "blank.not-answered", f"`{self._name}` is still to be written."
            ) from None
        except Exception as error:
            raise CheckFailed("error.raised", self._what_happened(error)) from None
        finally:
            _close_figures()
        if result is None:
            raise CheckFailed(
                "error.returned-none",
                f"`{self._name}` gave nothing back (None). Does it end with `return …`?",
            )
        return result

    def _what_happened(self, error: Exception) -> str:
        frames = traceback.extract_tb(error.__traceback__)
        code = getattr(self._function, "__code__", None)
        own = [frame for frame in frames if code and frame.filename == code.co_filename]
        where = f" in the line `{own[-1].line}`" if own and own[-1].line else ""
        text = " ".join(str(error).split())
        text = text if len(text) <= 200 else text[:200] + " …"
        for fragment, hint in _HINTS.items():
            if fragment in text:
                text = f"{text.partition('. Use')[0].rstrip('.')}. {hint}"
        return f"`{self._name}` stopped with {type(error).__name__}{where}: {text}"


@contextlib.contextmanager
def _quiet() -> Any:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def _close_figures() -> None:
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
