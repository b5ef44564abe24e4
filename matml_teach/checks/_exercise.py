"""The vocabulary of a test cell."""

import contextlib
import copy
import sys
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import numpy as np

from matml_teach.checks._answers import Function
from matml_teach.checks._compare import as_array, close, in_order_of
from matml_teach.checks._failure import CheckFailed


class Exercise:
    """One exercise being checked; use :func:`exercise` to open it.

    Parameters
    ----------
    title : str
        The exercise's title, shown with every verdict.
    see : str
        The section to read again after a failure.
    answers : dict
        The notebook's names, among which the student's are looked up. What the block defines
        or changes there is undone when it ends: a check leaves nothing behind.

    Attributes
    ----------
    rng : numpy.random.Generator
        For fresh data. It is seeded by the title, so a verdict never changes from run to run.
    """

    def __init__(self, title: str, see: str, answers: dict[str, Any]) -> None:
        self.title = title
        self.see = see
        self.rng = np.random.default_rng(zlib.crc32(title.encode()))
        self._answers = answers

    def __enter__(self) -> Self:
        self._before = dict(self._answers)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._restore_names()
        if error is None:
            print(f"✓ {self.title}: no mistake found.")
        elif isinstance(error, CheckFailed):
            error.title, error.see = self.title, self.see
        elif isinstance(error, Exception):
            # An answer of a shape or kind nobody foresaw: the student gets a sentence, not
            # a traceback through code they did not write.
            text = " ".join(str(error).split())[:200]
            raise CheckFailed(
                "error.unusable-answer",
                f"Your answer is not of the kind asked for ({type(error).__name__}: {text}).",
                self.title,
                self.see,
            ) from None

    def _restore_names(self) -> None:
        for name in set(self._answers) - set(self._before):
            del self._answers[name]
        self._answers.update(self._before)

    @contextlib.contextmanager
    def _names_of_the_student(self) -> Iterator[None]:
        """Put the student's values under the names that the check uses as well.

        A function that reads a variable of the notebook, say ``columns``, must not find there
        what the check has meanwhile called ``columns``.
        """
        now, before = self._answers, self._before
        of_the_check = {
            name: now[name] for name in before if name in now and now[name] is not before[name]
        }
        now.update({name: before[name] for name in of_the_check})
        try:
            yield
        finally:
            now.update(of_the_check)

    def function(self, name: str) -> Function:
        """Fetch the student's function.

        Parameters
        ----------
        name : str
            The name it should have.

        Returns
        -------
        Function
            It, wrapped so that it runs on copies, quietly, and with the student's own names.

        Raises
        ------
        CheckFailed
            ``blank.not-defined`` if there is nothing of that name, ``error.not-a-function``
            if it cannot be called.
        """
        found = self._fetch(name)
        if not callable(found):
            self.fail(
                "error.not-a-function", f"`{name}` should be a function. Was the name used again?"
            )
        return Function(found, name, self._names_of_the_student)

    def value(self, name: str) -> Any:
        """Fetch a copy of the student's variable.

        Parameters
        ----------
        name : str
            The name it should have.

        Returns
        -------
        object
            A deep copy of it.

        Raises
        ------
        CheckFailed
            ``blank.not-defined`` if there is nothing of that name, ``blank.not-answered`` if
            it is None or ``...``.
        """
        found = self._fetch(name)
        if found is None or found is ...:
            self.fail("blank.not-answered", f"`{name}` has no value yet.")
        return copy.deepcopy(found)

    def _fetch(self, name: str) -> Any:
        if name not in self._answers:
            self.fail(
                "blank.not-defined",
                f"There is no `{name}` yet. Write your answer in the cell above and run it first.",
            )
        return self._answers[name]

    def number(self, answer: Any, what: str = "Your answer") -> float:
        """Return a single number, however it is wrapped.

        Raises
        ------
        CheckFailed
            ``error.not-a-number`` if it is not one finite number.
        """
        numbers = as_array(answer, what)
        if numbers.size != 1:
            self.fail(
                "error.not-a-number", f"{what} should be one number, not {numbers.size} of them."
            )
        if not np.isfinite(numbers).all():
            self.fail("error.not-a-number", f"{what} is {numbers.item()}, not a finite number.")
        return numbers.item()

    def two(self, answer: Any, what: str = "Your function") -> tuple[Any, Any]:
        """Return the two things a function should give back, such as training and test set.

        Raises
        ------
        CheckFailed
            ``error.not-two-results`` if there are not two, ``error.returned-none`` if one of
            them is None.
        """
        if isinstance(answer, tuple | list) or getattr(answer, "ndim", 0):
            answer = list(np.asarray(answer)) if hasattr(answer, "iloc") else list(answer)
        else:
            answer = [answer]
        if len(answer) != 2:
            self.fail(
                "error.not-two-results", f"{what} should return two things: `return first, second`."
            )
        if answer[0] is None or answer[1] is None:
            self.fail(
                "error.returned-none",
                f"{what} gave None for one of the two. A method that works in place returns None.",
            )
        return answer[0], answer[1]

    def same_shape(self, answer: Any, data: Any, what: str = "Your answer") -> np.ndarray:
        """Return the numbers of an answer that should have the shape of its data.

        Labels win over positions: if the answer carries the data's own row or column labels in
        another order, it is put into the order of the data.

        Raises
        ------
        CheckFailed
            ``error.wrong-shape`` if it has not.
        """
        numbers = as_array(in_order_of(answer, data), what)
        if numbers.shape != np.shape(data):
            self.fail(
                "error.wrong-shape",
                f"{what} should keep the shape {np.shape(data)}, but it has {numbers.shape}.",
            )
        return numbers

    def fail(self, identifier: str, message: str) -> None:
        """End the check with this verdict.

        Parameters
        ----------
        identifier : str
            Stable name of the misconception.
        message : str
            What was seen, in one or two sentences.

        Raises
        ------
        CheckFailed
            Always.
        """
        raise CheckFailed(identifier, message, self.title, self.see)

    def fail_if(self, condition: Any, identifier: str, message: str) -> None:
        """End the check if the condition holds."""
        if condition:
            self.fail(identifier, message)

    def fail_if_close(self, got: Any, wrong: Any, identifier: str, message: str) -> None:
        """End the check if the answer is what a known misconception gives."""
        self.fail_if(close(got, wrong), identifier, message)

    def require(self, condition: Any, identifier: str, message: str) -> None:
        """End the check unless the condition holds."""
        self.fail_if(not condition, identifier, message)

    def require_close(
        self, got: Any, wanted: Any, identifier: str, message: str, rtol: float = 1e-6
    ) -> None:
        """End the check unless the answer has the wanted shape and values."""
        self.fail_if(not close(got, wanted, rtol=rtol), identifier, message)


def exercise(title: str, see: str) -> Exercise:
    """Open an exercise in a test cell, as a ``with`` block.

    Parameters
    ----------
    title : str
        Shown with every verdict.
    see : str
        The section to read again after a failure.

    Returns
    -------
    Exercise
        The vocabulary; the student's names are looked up where this is called.

    Examples
    --------
    >>> answer = 3
    >>> with exercise("Counting", see="1.2 Counting") as ex:
    ...     ex.require(ex.number(ex.value("answer")) == 4, "count.off-by-one", "Count both ends.")
    Traceback (most recent call last):
    ...
    matml_teach.checks._failure.CheckFailed: count.off-by-one: Count both ends.
    """
    return Exercise(title, see, sys._getframe(1).f_globals)
