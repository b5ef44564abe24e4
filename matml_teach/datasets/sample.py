"""Each student's own sample, drawn by the college ID.

A grader must get the very sample the student got, perhaps on another system and with another
numpy. So the seed comes from SHA-256, and the draw from the raw output of PCG64, the only
part of numpy's generators that is promised never to change (NEP 19).
"""

from __future__ import annotations

import hashlib
from numbers import Integral
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def student_seed(college_id: str) -> int:
    """Turn a college ID into a seed.

    Parameters
    ----------
    college_id : str
        The ID; capitals and spaces make no difference. A blank one works too and gives a seed
        like any other, so that an untouched notebook runs.

    Returns
    -------
    int
        From 0 to 2**32 - 1, as ``random_state`` takes it; the same on every system.

    Raises
    ------
    TypeError
        If the ID is not text.

    Examples
    --------
    >>> student_seed("AB 1234") == student_seed("ab1234")
    True
    >>> student_seed("ab1234") == student_seed("ab1235")
    False
    """
    if not isinstance(college_id, str):
        raise TypeError(
            f"the college ID must be text: write it in quotes, not as {college_id!r} "
            f"(a number would lose its leading zeros)"
        )
    plain = "".join(college_id.split()).casefold()
    return int.from_bytes(hashlib.sha256(plain.encode("utf-8")).digest()[:4], "big")


def personal_sample(table: pd.DataFrame, college_id: str, n: int) -> pd.DataFrame:
    """Draw a student's own sample of a table.

    Parameters
    ----------
    table : DataFrame
        The table to draw from.
    college_id : str
        The student's ID, as for :func:`student_seed`.
    n : int
        How many rows, from 1 to ``len(table)``.

    Returns
    -------
    DataFrame, shape (n, columns of `table`)
        Rows drawn at random without replacement, numbered from 0; the same for the same ID on
        every system. A smaller sample is the beginning of a larger one.

    Raises
    ------
    TypeError
        If the ID is not text.
    ValueError
        If `n` is not a whole number from 1 to the number of rows.

    Examples
    --------
    >>> from matml_teach.datasets import load_vickers_hardness
    >>> mine = personal_sample(load_vickers_hardness(), "ab1234", 200)
    >>> mine.shape
    (200, 3)
    >>> mine.equals(personal_sample(load_vickers_hardness(), "AB1234", 200))
    True
    """
    import numpy as np

    if isinstance(n, bool) or not isinstance(n, Integral) or not 1 <= n <= len(table):
        raise ValueError(
            f"n must be a whole number from 1 to {len(table)} (the rows of the table), not {n!r}"
        )
    draw = np.random.PCG64(student_seed(college_id)).random_raw(len(table))
    rows = np.argsort(draw, kind="stable")[:n]
    return table.iloc[rows].reset_index(drop=True)
