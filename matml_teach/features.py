"""From chemical formulas to numbers: a formula parser and the Magpie composition features.

A model cannot read "Fe2O3". The featuriser looks up 22 properties of every element in the formula
(atomic number, melting temperature, electronegativity, ...) and describes how each is distributed
over the composition by six statistics: 22 x 6 = 132 features, the set of

    L. Ward, A. Agrawal, A. Choudhary and C. Wolverton, npj Comput. Mater. 2, 16028 (2016),
    https://doi.org/10.1038/npjcompumats.2016.28

with the names, order and values that matminer's ``ElementProperty.from_preset("magpie")`` gives.
"""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils import Tags, check_array

from matml_teach.datasets import load_element_properties

__all__ = ["CompositionFeaturizer", "FormulaError", "parse_formula"]

# Below this an amount counts as zero, as it does for pymatgen (and so for matminer).
SMALLEST_AMOUNT = 1e-8
# Far above any formula, and far below where a sum of amounts times a property overflows.
LARGEST_AMOUNT = 1e12

# The statistics of a property over a composition, in matminer's order.
STATISTICS = ("minimum", "maximum", "range", "mean", "avg_dev", "mode")
# Amounts this close count as equally frequent when the mode is taken (numpy.isclose's defaults,
# which matminer uses): in Fe50.0001Ni49.9999 iron and nickel tie.
MODE_TOLERANCE = {"rtol": 1e-5, "atol": 1e-8}

# What a formula is made of: elements and brackets, each with the amount behind it.
AMOUNT = r"[0-9.]+(?:e[-+]?[0-9]+)?"
ITEM = re.compile(rf"([A-Z][a-z]*|[()\[\]{{}}])\s*({AMOUNT})?\s*")
CLOSING = {"(": ")", "[": "]", "{": "}"}
# The parts of a hydrate such as CuSO4·5H2O, each with the amount before it. A full stop is not
# among the separators: as in pymatgen it is always a decimal point.
PART_SEPARATOR = re.compile(r"[·•*]")
PART_AMOUNT = re.compile(rf"\s*({AMOUNT})?\s*")

# Known to exist, but without any value in the Magpie tables, which end at copernicium.
WITHOUT_DATA = frozenset({"Nh", "Fl", "Mc", "Lv", "Ts", "Og"})


class FormulaError(ValueError):
    """A chemical formula that cannot be read; the message names it and shows the place in it.

    Parameters
    ----------
    reason : str
        What is wrong.
    formula : object
        The formula as it was given.
    position : int, optional
        Index of the offending character, counted from 0; None where there is no text to point at.
    row : object, optional
        Where the formula stands among many: its pandas index label, or its place counted from 0.

    Examples
    --------
    >>> parse_formula("NACL")
    Traceback (most recent call last):
    ...
    matml_teach.features.FormulaError: cannot read the formula 'NACL' at character 2: ...
    """

    def __init__(
        self, reason: str, formula: object, position: int | None = None, row: object = None
    ) -> None:
        # All arguments go to the base class: without them the error could not be unpickled when it
        # comes back from a worker process, as in cross_val_score(..., n_jobs=2).
        super().__init__(reason, formula, position, row)
        self.reason = reason
        self.formula = formula
        self.position = position
        self.row = row

    def __str__(self) -> str:
        row = "" if self.row is None else f" in row {self.row}"
        if self.position is None:
            return f"cannot read the formula {self.formula!r}{row}: {self.reason}"
        # A tab or a line break would move the caret away from the character it points at.
        shown = re.sub(r"\s", " ", str(self.formula))
        return (
            f"cannot read the formula {self.formula!r}{row} at character {self.position + 1}: "
            f"{self.reason}\n    {shown}\n    {' ' * self.position}^"
        )


def parse_formula(formula: str) -> dict[str, float]:
    """Amounts of the elements in a chemical formula.

    Brackets ``()``, ``[]`` and ``{}`` nest, amounts may be fractions, an element may come more than
    once, spaces do not matter, and ``·``, ``•`` or ``*`` joins the parts of a hydrate.

    Parameters
    ----------
    formula : str
        For example ``"Sr(AlH)2"``, ``"Ag0.05Gd0.048Pd0.902"`` or ``"CuSO4·5H2O"``.

    Returns
    -------
    dict of str to float
        Symbol to amount, in the order in which the elements first appear; amounts are as written,
        not normalised.

    Raises
    ------
    FormulaError
        If the text is not a formula: empty, an unknown element, unbalanced brackets, an amount that
        is zero, negative or no number, or characters with no meaning in a formula.

    Examples
    --------
    >>> parse_formula("Sr(AlH)2")
    {'Sr': 1.0, 'Al': 2.0, 'H': 2.0}
    >>> parse_formula("CuSO4·5H2O")
    {'Cu': 1.0, 'S': 1.0, 'O': 9.0, 'H': 10.0}
    """
    if not isinstance(formula, str):
        missing = pd.api.types.is_scalar(formula) and pd.isna(formula)
        kind = "a missing value" if missing else f"of type {type(formula).__name__}"
        raise FormulaError(f"a formula must be text, this is {kind}", formula)
    return dict(_parse(formula))


class CompositionFeaturizer(TransformerMixin, BaseEstimator):
    """Turn chemical formulas into the 132 Magpie features of their composition.

    For each of 22 element properties the features are its minimum, maximum, range, mean, average
    deviation and mode over the composition, the amounts being the weights:

    - mean: sum(w x) / sum(w) over the elements' values x and amounts w;
    - avg_dev: the mean of |x - mean|, with the same weights;
    - mode: the value of the most abundant element; the smallest of them where several are equally
      abundant.

    Where the Magpie tables have no value for an element (helium's melting temperature, say), the
    mean of the property over all elements stands in, as in matminer. Elements beyond copernicium
    have no values at all and are refused; matminer would describe them as an average element.

    The transformer learns nothing from data: it may be used without ``fit``, and inside
    cross-validation nothing can leak through it.

    Attributes
    ----------
    n_features_in_ : int
        Always 1: one column of formulas.
    feature_names_in_ : ndarray of shape (1,)
        Name of the column; only after ``fit`` on a data frame.

    See Also
    --------
    matml_teach.datasets.load_element_properties : The element properties and what they mean.

    References
    ----------
    L. Ward, A. Agrawal, A. Choudhary and C. Wolverton, npj Comput. Mater. 2, 16028 (2016),
    https://doi.org/10.1038/npjcompumats.2016.28

    Examples
    --------
    >>> featurizer = CompositionFeaturizer().set_output(transform="pandas")
    >>> features = featurizer.fit_transform(["NaCl", "Fe2O3"])
    >>> features.shape
    (2, 132)
    >>> features["MagpieData mean Electronegativity"].round(3).tolist()
    [2.045, 2.796]
    """

    def fit(self, X: Any, y: Any = None) -> Self:
        """Check the formulas; there is nothing to learn.

        Parameters
        ----------
        X : array-like of str, of shape (n_samples,) or (n_samples, 1)
            Formulas: a list, an array, a pandas Series or a data frame with one column.
        y : ignored
            Present because pipelines pass it.

        Returns
        -------
        CompositionFeaturizer
            Itself.

        Raises
        ------
        FormulaError
            If a formula cannot be read.
        """
        _compositions(X)
        self.n_features_in_ = 1
        if hasattr(self, "feature_names_in_"):
            del self.feature_names_in_
        if isinstance(X, pd.DataFrame) and isinstance(X.columns[0], str):
            self.feature_names_in_ = np.array(X.columns, dtype=object)
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Compute the features.

        Parameters
        ----------
        X : array-like of str, of shape (n_samples,) or (n_samples, 1)
            Formulas: a list, an array, a pandas Series or a data frame with one column.

        Returns
        -------
        ndarray of shape (n_samples, 132), or a data frame after ``set_output``
            The features, named by `get_feature_names_out`, in the units of the element properties.

        Raises
        ------
        FormulaError
            If a formula cannot be read; it names the row.
        ValueError
            If `X` is empty or is not one column.
        """
        return _magpie_features(_compositions(X))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the features, such as "MagpieData mean Electronegativity".

        Parameters
        ----------
        input_features : ignored
            The names do not depend on what the column of formulas is called.

        Returns
        -------
        ndarray of shape (132,), dtype object
        """
        return np.array(
            [
                f"MagpieData {statistic} {name}"
                for name in _element_table().properties
                for statistic in STATISTICS
            ],
            dtype=object,
        )

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.requires_fit = False
        tags.transformer_tags.preserves_dtype = []  # always float64, whatever text came in
        return tags


class _ElementTable(NamedTuple):
    row_of: dict[str, int]
    properties: list[str]
    values: NDArray[np.float64]  # (elements, properties), gaps filled


@cache
def _element_table() -> _ElementTable:
    table = load_element_properties()
    filled = table.fillna(table.mean())
    row_of = {symbol: row for row, symbol in enumerate(filled.index)}
    return _ElementTable(row_of, list(filled.columns), filled.to_numpy())


def _compositions(X: Any) -> list[dict[str, float]]:
    """Composition of every row, whatever container the formulas come in."""
    if isinstance(X, str):
        raise ValueError(f"expected many formulas, not one text: write [{X!r}]")
    formulas = check_array(
        X, dtype=object, ensure_2d=False, ensure_all_finite=False, input_name="X"
    )
    if formulas.ndim == 2:
        if formulas.shape[1] != 1:
            raise ValueError(
                f"expected one column of formulas, found {formulas.shape[1]} columns: "
                "select one, as in X['formula']"
            )
        formulas = formulas[:, 0]
    compositions = []
    rows = X.index if isinstance(X, pd.Series | pd.DataFrame) else range(len(formulas))
    for row, formula in zip(rows, formulas, strict=True):
        try:
            compositions.append(parse_formula(formula))
        except FormulaError as error:
            raise FormulaError(error.reason, error.formula, error.position, row) from None
    return compositions


def _magpie_features(compositions: list[dict[str, float]]) -> NDArray[np.float64]:
    """Statistics of all properties over all compositions, shape (len(compositions), 132)."""
    table = _element_table()
    # The elements of all compositions stand in one long list, each composition a slice of it.
    sizes = np.array([len(composition) for composition in compositions])
    starts = np.cumsum(sizes) - sizes
    rows = np.array([table.row_of[symbol] for c in compositions for symbol in c])
    amounts = np.array([amount for c in compositions for amount in c.values()])

    features = np.empty((len(compositions), len(table.properties), len(STATISTICS)))
    # Compositions with equally many elements form a full array, which numpy takes in one go.
    for size in np.unique(sizes):
        members = np.flatnonzero(sizes == size)
        where = starts[members] + np.arange(size)[:, np.newaxis]
        features[members] = _statistics(table.values[rows[where]], amounts[where][..., np.newaxis])
    # The statistic runs fastest, as in the names.
    return features.reshape(len(compositions), -1)


def _statistics(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Statistics of values (elements, compositions, properties) over the elements.

    The weights have shape (elements, compositions, 1), the result (compositions, properties, 6).
    """
    total = weights.sum(axis=0)
    minimum, maximum = values.min(axis=0), values.max(axis=0)
    mean = (weights * values).sum(axis=0) / total
    avg_dev = (weights * np.abs(values - mean)).sum(axis=0) / total
    most_abundant = np.isclose(weights, weights.max(axis=0), **MODE_TOLERANCE)
    mode = np.where(most_abundant, values, np.inf).min(axis=0)
    return np.stack([minimum, maximum, maximum - minimum, mean, avg_dev, mode], axis=2)


# The same formulas come back in every fold of a cross-validation.
@lru_cache(maxsize=2**16)
def _parse(formula: str) -> dict[str, float]:
    """Parse text; the result is shared through the cache and must not be changed."""
    if not formula.strip():
        raise FormulaError("it is empty", formula)
    first, *others = PART_SEPARATOR.split(formula)
    total = _parse_part(formula, 0, len(first))
    start = len(first) + 1
    for part in others:
        end = start + len(part)
        match = PART_AMOUNT.match(formula, start, end)
        factor = _amount(match[1], formula, match.start(1))
        for symbol, amount in _parse_part(formula, match.end(), end).items():
            total[symbol] = total.get(symbol, 0.0) + factor * amount
        start = end + 1

    # Each amount as written is in range; a product, as in (Fe0.0001)0.00001, need not be.
    if min(total.values()) < SMALLEST_AMOUNT or max(total.values()) > LARGEST_AMOUNT:
        amounts = ", ".join(f"{symbol} {amount:g}" for symbol, amount in total.items())
        raise FormulaError(f"an amount is too small or too large: {amounts}", formula)
    return total


def _parse_part(formula: str, start: int, end: int) -> dict[str, float]:
    """Parse ``formula[start:end]``, which holds elements and brackets only."""
    known = _element_table().row_of
    # The innermost open bracket last: what it holds so far, and where it opened.
    groups: list[dict[str, float]] = [{}]
    opened: list[int] = []
    position = start + len(formula[start:end]) - len(formula[start:end].lstrip())
    if position == end:
        raise FormulaError("no element here", formula, position)

    while position < end:
        match = ITEM.match(formula, position, end)
        if match is None:
            raise _unexpected(formula, position)
        item, text = match.groups()
        if item in known:
            amount = _amount(text, formula, match.start(2))
            groups[-1][item] = groups[-1].get(item, 0.0) + amount
        elif item in CLOSING:
            if text is not None:
                raise _unexpected(formula, match.start(2))
            groups.append({})
            opened.append(position)
        elif item in CLOSING.values():
            if not opened:
                raise FormulaError(f"{item!r} closes no bracket", formula, position)
            expected = CLOSING[formula[opened.pop()]]
            if item != expected:
                raise FormulaError(f"{item!r} where {expected!r} was expected", formula, position)
            inner = groups.pop()
            if not inner:
                raise FormulaError("no element in the brackets", formula, position)
            factor = _amount(text, formula, match.start(2))
            for symbol, amount in inner.items():
                groups[-1][symbol] = groups[-1].get(symbol, 0.0) + factor * amount
        else:
            raise _unknown_element(item, formula, position)
        position = match.end()

    if opened:
        raise FormulaError(f"{formula[opened[-1]]!r} is never closed", formula, opened[-1])
    return groups[0]


def _amount(text: str | None, formula: str, position: int) -> float:
    """Amount written at `position`; 1 where none is."""
    if text is None:
        return 1.0
    try:
        amount = float(text)
    except ValueError:
        raise FormulaError(f"{text!r} is not a number", formula, position) from None
    if amount < SMALLEST_AMOUNT:
        raise FormulaError(f"the amount {text} is zero or as good as zero", formula, position)
    if amount > LARGEST_AMOUNT:
        raise FormulaError(f"the amount {text} is too large", formula, position)
    return amount


def _unexpected(formula: str, position: int) -> FormulaError:
    """Say what is wrong with a character that cannot stand where it does."""
    character = formula[position]
    if character in "+-":
        reason = f"unexpected {character!r}: charges and negative amounts cannot be read"
    elif character.isdigit() and not character.isascii():
        reason = f"write amounts with the digits 0 to 9, not {character!r}"
    elif character in "0123456789.":
        reason = "an amount must stand behind an element or a closing bracket"
    elif character.islower():
        reason = f"unexpected {character!r}: an element symbol starts with a capital letter"
        reason += _suggestion(formula)
    else:
        reason = f"unexpected {character!r}"
    return FormulaError(reason, formula, position)


def _unknown_element(symbol: str, formula: str, position: int) -> FormulaError:
    if symbol in WITHOUT_DATA:
        reason = f"the Magpie tables have no values for {symbol} (they end at Cn)"
    elif symbol in ("D", "T"):
        reason = f"unknown element {symbol!r}; write H for every isotope of hydrogen"
    else:
        reason = f"unknown element {symbol!r}{_suggestion(formula)}"
    return FormulaError(reason, formula, position)


def _suggestion(formula: str) -> str:
    """The formula with its letters' case put right, if that makes a formula of it."""
    known = _element_table().row_of

    def recased(letters: str) -> str | None:
        # Two-letter symbols first: NACL is meant as NaCl, hardly as N, Ac and L.
        best: list[str | None] = [None] * len(letters) + [""]
        for start in reversed(range(len(letters))):
            for end in (start + 1, start + 2):
                symbol = letters[start:end].capitalize()
                if end <= len(letters) and symbol in known and best[end] is not None:
                    best[start] = symbol + best[end]
        return best[0]

    runs = [
        recased(run) if run.isalpha() else run
        for run in re.findall(r"[A-Za-z]+|[^A-Za-z]+", formula)
    ]
    return "" if None in runs else f"; did you mean {''.join(runs)!r}?"
