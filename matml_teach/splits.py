"""Splitting heterogeneous data: what scikit-learn's splitters lack for materials.

A random split puts near copies of a material on both sides, so its score flatters. Here are the two
honest questions to ask instead: how good is the model on a *composition* it has not seen
(:func:`composition_groups` with scikit-learn's ``GroupKFold``), and how good on a *kind of
material* it has not seen (:class:`LeaveOneClusterOut`)?
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.cluster import KMeans
from sklearn.model_selection import BaseCrossValidator
from sklearn.preprocessing import StandardScaler
from sklearn.utils import check_array

from matml_teach.features import FormulaError, parse_formula

__all__ = ["LeaveOneClusterOut", "cluster_groups", "composition_groups"]

# Amounts are compared as fractions with denominators up to this: far more digits than anybody
# writes, few enough to take 0.30000000000000004 for three tenths.
_LARGEST_DENOMINATOR = 10**9


def composition_groups(formulas: Iterable[str]) -> NDArray[np.int64]:
    """Number the compositions, however they are spelt.

    Two formulas have the same composition if the ratios of their amounts are equal: Fe2O3, O3Fe2,
    Fe4O6 and Fe0.4O0.6. Amounts that were rounded differ: Fe0.67O is not Fe2O3.

    Parameters
    ----------
    formulas : iterable of str
        One formula per row.

    Returns
    -------
    ndarray of int, shape (rows,)
        The group of each row, from 0 in the order in which the compositions first appear; made for
        the ``groups`` of scikit-learn's splitters.

    Raises
    ------
    FormulaError
        If a formula cannot be read; it names the row.

    Examples
    --------
    >>> composition_groups(["Fe2O3", "NaCl", "Fe4O6", "ClNa"])
    array([0, 1, 0, 1])
    """
    if isinstance(formulas, str):
        raise ValueError(f"expected many formulas, not one text: write [{formulas!r}]")
    number_of: dict[frozenset[tuple[str, Fraction]], int] = {}
    groups = []
    for row, formula in enumerate(formulas):
        try:
            amounts = parse_formula(formula)
        except FormulaError as error:
            raise FormulaError(error.reason, error.formula, error.position, row) from None
        exact = {
            symbol: Fraction(amount).limit_denominator(_LARGEST_DENOMINATOR)
            for symbol, amount in amounts.items()
        }
        total = sum(exact.values())
        composition = frozenset((symbol, amount / total) for symbol, amount in exact.items())
        groups.append(number_of.setdefault(composition, len(number_of)))
    return np.array(groups, dtype=np.int64)


def cluster_groups(
    X: ArrayLike, n_clusters: int = 5, random_state: int | None = None
) -> NDArray[np.int64]:
    """Number the clusters that k-means finds in the standardised features.

    The target plays no part, so nothing of it leaks into the split.

    Parameters
    ----------
    X : array-like of shape (rows, features)
        Numeric features without gaps, in any units: each is standardised first.
    n_clusters : int
        How many clusters to make, at least 2.
    random_state : int, optional
        Seed of k-means; give one for the same clusters every time.

    Returns
    -------
    ndarray of int, shape (rows,)
        The cluster of each row, from 0 to ``n_clusters - 1``; none is empty.

    Raises
    ------
    ValueError
        If `X` is not numeric or has gaps, or has fewer different rows than `n_clusters`.

    Examples
    --------
    >>> groups = cluster_groups([[1.0], [1.1], [9.0], [9.2]], n_clusters=2, random_state=0)
    >>> bool(groups[0] == groups[1] != groups[2] == groups[3])
    True
    """
    if n_clusters < 2:
        raise ValueError(f"n_clusters must be at least 2, not {n_clusters}")
    try:
        features = check_array(X, dtype=np.float64, input_name="X")
    except ValueError as error:
        raise ValueError(
            "clusters need numeric features without gaps: featurise formulas and impute missing "
            f"values first ({str(error).splitlines()[0]})"
        ) from error
    standardised = StandardScaler().fit_transform(features)
    different = len(np.unique(standardised, axis=0))
    if different < n_clusters:
        raise ValueError(
            f"{n_clusters} clusters cannot be made of {different} different rows; "
            "choose fewer clusters"
        )
    k_means = KMeans(n_clusters, n_init=10, random_state=random_state)
    return k_means.fit_predict(standardised).astype(np.int64)


class LeaveOneClusterOut(BaseCrossValidator):
    """Cross-validation that leaves out one cluster of the features in turn.

    The features are standardised and clustered by k-means; each cluster is validated once by a
    model trained on the others. The score says how a model does on a kind of material it has never
    seen, after

        B. Meredig et al., Mol. Syst. Des. Eng. 3, 819 (2018), https://doi.org/10.1039/C8ME00012C

    and it depends on the number of clusters, so state that number with it.

    Parameters
    ----------
    n_clusters : int
        How many clusters, and so how many splits, at least 2.
    random_state : int, optional
        Seed of k-means; give one for the same splits every time.

    See Also
    --------
    cluster_groups : The clusters themselves, for scikit-learn's ``LeaveOneGroupOut``.

    Examples
    --------
    >>> X = [[1.0], [9.0], [1.1], [9.2]]
    >>> splitter = LeaveOneClusterOut(n_clusters=2, random_state=0)
    >>> splitter.get_n_splits()
    2
    >>> sorted(validation.tolist() for training, validation in splitter.split(X))
    [[0, 2], [1, 3]]
    """

    def __init__(self, n_clusters: int = 5, random_state: int | None = None) -> None:
        self.n_clusters = n_clusters
        self.random_state = random_state

    def get_n_splits(self, X: Any = None, y: Any = None, groups: Any = None) -> int:
        """Return the number of splits, which is the number of clusters.

        Parameters
        ----------
        X, y, groups : ignored
            Present because scikit-learn passes them.

        Returns
        -------
        int
        """
        return self.n_clusters

    def split(
        self, X: ArrayLike, y: Any = None, groups: Any = None
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Yield the rows to train on and the rows to validate, cluster by cluster.

        Parameters
        ----------
        X : array-like of shape (rows, features)
            Numeric features without gaps.
        y, groups : ignored
            Present because scikit-learn passes them.

        Yields
        ------
        training, validation : ndarray of int
            Row numbers.

        Raises
        ------
        ValueError
            If `X` is not numeric or has gaps, or has fewer different rows than clusters.
        """
        clusters = cluster_groups(X, self.n_clusters, self.random_state)
        for cluster in range(self.n_clusters):
            yield np.flatnonzero(clusters != cluster), np.flatnonzero(clusters == cluster)
