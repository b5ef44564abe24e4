"""Answers of a class that are near-copies of each other: a hint where to look, never a verdict.

Only code is compared, exercise by exercise, and without what the release already contained. Names
that the answer itself makes up, layout, comments and the order of statements do not count. Short
exercises have answers that are alike by nature, so a pair must be alike in several, and the fewer
others answered like that, the more it weighs.
"""

import ast
import builtins
import keyword
import math
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

ALIKE = 0.8
"""Cosine of two answers' shingles from which they count as alike."""
SEVERAL = 3
"""Exercises that must be alike."""
MARGIN_BITS = 10.0
"""How much less likely than one in all pairs of the class a chance agreement must be, as log2."""

_SHINGLE = 4
_ENOUGH = 12
_LONGEST = 50_000
_TOKEN = re.compile(r"\w+|[^\w\s]")
_KNOWN = {*keyword.kwlist, *dir(builtins)}


@dataclass(frozen=True)
class NearCopy:
    """Two students whose answers agree more than chance explains.

    Attributes
    ----------
    first, second : str
        The students.
    alike : tuple of str
        The exercises that are alike, the rarest answer first.
    compared : int
        Exercises that both answered with enough code to compare.
    bits : float
        How surprising the agreement is: the sum over the alike exercises of -log2 of the share of
        the other students who answered like that, less log2 of the number of ways to choose as
        many exercises of those compared.
    """

    first: str
    second: str
    alike: tuple[str, ...]
    compared: int
    bits: float


def near_copies(
    answers: Mapping[str, Mapping[str, str]], released: Mapping[str, str]
) -> list[NearCopy]:
    """Find the pairs of students whose answers are near-copies.

    Parameters
    ----------
    answers : mapping
        Exercise → student → source of the answer cell.
    released : mapping
        Exercise → source of the cell as it was handed out.

    Returns
    -------
    list of NearCopy
        The most surprising first. A pair is in it if at least :data:`SEVERAL` exercises and half
        of those compared are alike, and the agreement is :data:`MARGIN_BITS` more surprising
        than the one pair in the class that agrees most by chance.

    Notes
    -----
    Memory grows with the square of the class: at most half a gigabyte for 3,000 students.
    """
    students = sorted({student for texts in answers.values() for student in texts})
    size = len(students)
    if size < 2:
        return []
    row = {student: number for number, student in enumerate(students)}
    bits = np.zeros((size, size), np.float32)
    alike = np.zeros((size, size), np.uint16)
    answered: list[np.ndarray] = []
    kept: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
    for exercise, texts in answers.items():
        prints = _prints(texts, released.get(exercise, ""))
        who = np.array([row[student] for student in prints], int)
        has = np.zeros(size, np.float32)
        has[who] = 1
        answered.append(has)
        if len(prints) < 2:
            continue
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(prints.values()))}
        kind = np.full(size, -1)
        kind[who] = [kinds[value] for value in prints.values()]
        same, likewise = _compare(list(kinds), kind[who])
        kept[exercise] = kind, same, likewise
        # The others among whom one more like it was found; the commoner of the two kinds counts.
        share = (np.maximum.outer(likewise, likewise) - 1) / np.float32(len(who) - 1)
        weight = np.where(same, -np.log2(np.maximum(share, 1e-9)), 0)
        here, pick = np.ix_(who, who), np.ix_(kind[who], kind[who])
        bits[here] += weight[pick]
        alike[here] += same[pick]
    together = np.array(answered)
    compared = (together.T @ together).astype(np.uint16)
    bits -= _log2_choices(compared, alike)
    least = math.log2(size * (size - 1) / 2) + MARGIN_BITS
    found = np.triu((alike >= SEVERAL) & (2 * alike >= compared) & (bits >= least), k=1)
    pairs = []
    for i, j in np.argwhere(found):
        telling = []
        for exercise, (kind, same, likewise) in kept.items():
            k, m = kind[i], kind[j]
            if k >= 0 and m >= 0 and same[k, m]:
                telling.append((max(likewise[k], likewise[m]), exercise))
        names = tuple(exercise for _, exercise in sorted(telling, key=lambda pair: pair[0]))
        pairs.append(
            NearCopy(students[i], students[j], names, int(compared[i, j]), float(bits[i, j]))
        )
    return sorted(pairs, key=lambda pair: (-round(pair.bits, 3), pair.first, pair.second))


def shingles(source: str) -> tuple[str, ...]:
    """Return what is compared of an answer: runs of four tokens within a statement.

    Parameters
    ----------
    source : str
        Python code; what is no Python is cut into words.

    Returns
    -------
    tuple of str
        Sorted. Names that the code itself binds are all ``v``; comments, docstrings, annotations
        and layout are gone.

    Examples
    --------
    >>> shingles("total = np.sum(x)  # all of it") == shingles("s=np.sum( x )")
    True
    >>> shingles("total = np.sum(x)") == shingles("total = np.mean(x)")
    False
    """
    runs = []
    for statement in _statements(source[:_LONGEST]):
        tokens = _TOKEN.findall(statement)
        runs += [
            " ".join(tokens[start : start + _SHINGLE])
            for start in range(max(1, len(tokens) - _SHINGLE + 1))
        ]
    return tuple(sorted(runs))


def _prints(texts: Mapping[str, str], released: str) -> dict[str, tuple[str, ...]]:
    """Return student → shingles that the release does not have, where there are enough."""
    given = set(shingles(released))
    known: dict[str, tuple[str, ...]] = {}
    prints = {}
    for student, text in texts.items():
        if text not in known:
            known[text] = tuple(run for run in shingles(text) if run not in given)
        if len(known[text]) >= _ENOUGH:
            prints[student] = known[text]
    return prints


def _compare(kinds: list[tuple[str, ...]], given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which kinds of answer are alike, and how many students answered like each.

    ``given`` has the kind of every student's answer.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=lambda runs: runs, use_idf=False, dtype=np.float32)
    table = vectors.fit_transform(kinds)
    same = (table @ table.T).toarray() >= ALIKE - 1e-6
    return same, (same @ np.bincount(given, minlength=len(kinds))).astype(np.float32)


def _log2_choices(total: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return log2 of how many ways there are to choose so many of so many."""
    most = int(total.max(initial=0)) + 1
    table = [[math.log2(max(1, math.comb(n, k))) for k in range(most)] for n in range(most)]
    return np.array(table, np.float32)[total, chosen]


def _statements(source: str) -> Iterator[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as "invalid escape sequence" in student code
            tree = ast.parse(source)
        yield from [ast.unparse(node) for node in _plain(tree)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        for line in source.splitlines():
            words = _TOKEN.findall(line.partition("#")[0])
            if words:
                yield " ".join(w if w in _KNOWN or not w.isidentifier() else "v" for w in words)


def _plain(tree: ast.Module) -> list[ast.stmt]:
    """Return every statement by itself, without its body, and with its own names as ``v``."""
    own = _bound(tree)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = "v"
        elif isinstance(node, ast.arg):
            node.arg, node.annotation = "v", None
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.name = "v"
            if not isinstance(node, ast.ClassDef):
                node.returns = None
        elif isinstance(node, ast.alias) and node.asname:
            node.asname = "v"
        elif isinstance(node, ast.keyword) and node.arg in own:
            node.arg = "v"
        if isinstance(node, ast.stmt) and not _says_nothing(node):
            found.append(node)
    for node in found:
        for part in ("body", "orelse", "finalbody"):
            if isinstance(getattr(node, part, None), list):
                setattr(node, part, [ast.Pass()] if part == "body" else [])
    return found


def _bound(tree: ast.Module) -> set[str]:
    own = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        elif isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            own.add(node.name)
        elif isinstance(node, ast.alias) and node.asname:
            own.add(node.asname)
    return own


def _says_nothing(node: ast.stmt) -> bool:
    """Return whether this is ``pass`` or a bare constant, such as a docstring."""
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )
