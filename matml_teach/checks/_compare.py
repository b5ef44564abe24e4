"""Comparing answers without caring how they are wrapped."""

from typing import Any

import numpy as np

from matml_teach.checks._failure import CheckFailed


def as_array(answer: Any, what: str = "Your answer") -> np.ndarray:
    """Return numbers, however they are wrapped, as a float array.

    Lists, tuples, arrays, Series, frames and sparse matrices are accepted.

    Parameters
    ----------
    answer : array_like, Series, DataFrame or sparse matrix
        What the student's code gave.
    what : str, optional
        How to call it in a failure message.

    Returns
    -------
    numpy.ndarray
        A new array of dtype float64 of the same shape.

    Raises
    ------
    CheckFailed
        ``error.not-numbers`` if it cannot be read as numbers.

    Examples
    --------
    >>> as_array([1, 2])
    array([1., 2.])
    """
    if hasattr(answer, "toarray"):
        answer = answer.toarray()
    try:
        # Text that happens to read as a number is not one.
        if np.asarray(answer).dtype.kind not in "US":
            return np.array(answer, dtype=float)
    except (TypeError, ValueError):
        pass
    raise CheckFailed(
        "error.not-numbers",
        f"{what} should be numbers, but it is a {type(answer).__name__} "
        "that cannot be read as numbers.",
    )


def close(got: Any, other: Any, rtol: float = 1e-6, atol: float = 1e-8) -> bool:
    """Say whether two sets of numbers have the same shape and values.

    Missing values (NaN) are equal to each other.

    Parameters
    ----------
    got, other : array_like
        Numbers of any shape.
    rtol, atol : float, optional
        Relative and absolute tolerance, as in :func:`numpy.allclose`.

    Returns
    -------
    bool
        False also where the shapes differ.

    Examples
    --------
    >>> close([1.0, 2.0], [1.0, 2.0 + 1e-12])
    True
    >>> close([1.0, 2.0], [1.0])
    False
    """
    got, other = as_array(got), as_array(other)
    return got.shape == other.shape and np.allclose(got, other, rtol, atol, equal_nan=True)


def in_order_of(answer: Any, data: Any) -> Any:
    """Put the rows and columns of a frame or Series into the order of the data's labels.

    Parameters
    ----------
    answer : object
        What the student's code gave.
    data : object
        What it was given.

    Returns
    -------
    object
        The answer itself where it has no labels, or others than the data.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"K": [1, 2], "G": [3, 4]})
    >>> in_order_of(data[["G", "K"]].iloc[::-1], data).to_numpy().tolist()
    [[1, 3], [2, 4]]
    """
    for axis, labels in enumerate(("index", "columns")):
        got, wanted = getattr(answer, labels, None), getattr(data, labels, None)
        if not (hasattr(got, "is_unique") and hasattr(wanted, "is_unique")):
            continue
        if got.is_unique and wanted.is_unique and set(got) == set(wanted):
            answer = answer.reindex(wanted, axis=axis)
    return answer
