"""Point clouds that were drawn, not measured, for the lesson on summary statistics."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def load_same_statistics() -> pd.DataFrame:
    """Load six point clouds with the same means, standard deviations and correlation.

    They are drawn by ``tools/build_same_statistics.py`` to the statistics of Matejka and
    Fitzmaurice, "Same Stats, Different Graphs", CHI 2017,
    https://doi.org/10.1145/3025453.3025912.

    Returns
    -------
    DataFrame, shape (864, 3)
        ``shape``: the cloud's name, 144 points each; ``x``, ``y``: without a unit.

    Examples
    --------
    >>> clouds = load_same_statistics()
    >>> clouds.groupby("shape")["y"].mean().round(2).unique().tolist()
    [47.83]
    """
    import pandas as pd

    with resources.files(__package__).joinpath("files", "same_statistics.csv").open() as file:
        return pd.read_csv(file)
