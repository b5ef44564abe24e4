"""Reading the reader's own data, with a sentence for every fault."""

import textwrap

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from matml_teach.explorers.numbers import counted

_LARGEST = 1e100


def own_frame(
    explorer: str, data: pd.DataFrame | ArrayLike | None, target: str | ArrayLike | None
) -> pd.DataFrame:
    """Return the data as a new frame whose columns have names.

    Parameters
    ----------
    explorer : str
        The explorer's name, for the messages.
    data : data frame or array-like of shape (rows, features)
        The reader's data.
    target : str or array-like of shape (rows,)
        Only looked at for being there.

    Raises
    ------
    ValueError
        If one of the two is missing, or two columns have the same name.

    Examples
    --------
    >>> own_frame("ScalingExplorer", [[1, 2], [3, 4]], [5, 6]).columns.tolist()
    ['feature 1', 'feature 2']
    """
    if target is None:
        raise ValueError(f"Say what to predict: {explorer}(data, target='column name').")
    if data is None:
        raise ValueError(f"Give the data that belong to the target: {explorer}(data, target).")
    if isinstance(data, pd.DataFrame):
        frame = data.rename(columns=str)
    else:
        frame = pd.DataFrame(np.asarray(data)).rename(columns=lambda place: f"feature {place + 1}")
    if not frame.columns.is_unique:
        raise ValueError("Two columns of the data have the same name; rename one.")
    return frame


def take_target(frame: pd.DataFrame, target: str | ArrayLike) -> tuple[str, pd.Series]:
    """Take the target out of the frame, or the separate numbers that belong to it.

    Parameters
    ----------
    frame : DataFrame
        The features; a column that `target` names is removed from it.
    target : str or array-like of shape (rows,)
        The numbers to predict, or the name of their column.

    Returns
    -------
    name : str
        What the target is called.
    values : Series
        As many as the frame has rows.

    Raises
    ------
    ValueError
        If there is no such column, if the features still hold it, or the lengths differ.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": [1, 2], "y": [3, 4]})
    >>> name, values = take_target(frame, "y")
    >>> name, values.tolist(), frame.columns.tolist()
    ('y', [3, 4], ['x'])
    """
    if not isinstance(target, str):
        name, values = str(getattr(target, "name", None) or "target"), pd.Series(np.ravel(target))
        if name in frame:
            raise ValueError(f"The features still hold the target {name!r}; drop that column.")
    elif target in frame:
        name, values = target, frame.pop(target)
    else:
        raise ValueError(
            f"There is no column {target!r}; the columns are "
            f"{textwrap.shorten(', '.join(frame.columns), 200, placeholder=' …')}."
        )
    if len(frame) != len(values):
        raise ValueError(
            f"The data have {counted(len(frame), 'row')} but the target has "
            f"{counted(len(values), 'value')}."
        )
    return name, values


def finite_numbers(
    column: str, values: pd.Series, advice: str = "leave it out"
) -> NDArray[np.float64]:
    """Return a column as numbers, none of them missing.

    Parameters
    ----------
    column : str
        Its name, for the messages.
    values : Series
        What it holds.
    advice : str, optional
        What to do with a column that is no numbers.

    Raises
    ------
    ValueError
        If it holds something else, or missing, infinite, enormous or vanishing values.

    Examples
    --------
    >>> finite_numbers("x", pd.Series([1, 2]))
    array([1., 2.])
    """
    try:
        numbers = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"Column {column!r} does not hold numbers; {advice}.") from None
    faults = np.count_nonzero(~np.isfinite(numbers))
    if faults:
        raise ValueError(
            f"Column {column!r} has {counted(faults, 'missing or infinite value')}; "
            "impute or drop them first."
        )
    refuse_extremes(column, numbers)
    return numbers


def refuse_extremes(column: str, numbers: NDArray[np.float64]) -> None:
    """Refuse numbers whose squares, or sums of squares, a computer cannot hold.

    Parameters
    ----------
    column : str
        Its name, for the message.
    numbers : ndarray
        What it holds; NaN is let through.

    Raises
    ------
    ValueError
        If a number is beyond 1e100, or all but zeros are below 1e-100.

    Examples
    --------
    >>> refuse_extremes("x", np.array([1.0, 2e300]))
    Traceback (most recent call last):
    ValueError: Column 'x' has values beyond 1e+100; give it in a larger unit.
    """
    largest = np.nanmax(np.abs(numbers), initial=0)
    if largest > _LARGEST:
        raise ValueError(
            f"Column {column!r} has values beyond {_LARGEST:g}; give it in a larger unit."
        )
    if 0 < largest < 1 / _LARGEST:
        raise ValueError(
            f"Column {column!r} has no value above {1 / _LARGEST:g}; give it in a smaller unit."
        )
