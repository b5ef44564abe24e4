"""Right answers rewritten by machine: they mean the same, so they must keep full marks."""

import ast
import re
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

# Run after the answer. It wraps what a student's function returns, and converts values, so that
# the same numbers arrive in another container.
_CONVERT = """
import functools as _functools
import numpy as _np
import pandas as _pd

_given = []
_running = []  # an answer's own calls of its functions get what it returned itself

def _convert(value):
    if type(value) in (tuple, list) and any(_is_many(part) for part in value):
        return type(value)(_convert(part) for part in value)
    {body}
    return value

def _is_many(value):
    return isinstance(value, _np.ndarray | _pd.Series | _pd.DataFrame | tuple | list)

def _wrapped(function):
    @_functools.wraps(function)
    def inner(*args, **kwargs):
        if _running:
            return function(*args, **kwargs)
        _given.clear()
        _given.extend(set(arg.columns) for arg in args if isinstance(arg, _pd.DataFrame))
        _running.append(True)
        try:
            return _convert(function(*args, **kwargs))
        finally:
            _running.clear()
    return inner

for _name in {names!r}:
    if _name in globals():
        _found = globals()[_name]
        globals()[_name] = _wrapped(_found) if callable(_found) else _convert(_found)
"""

_BODIES = {
    "lists": """
    if isinstance(value, _np.ndarray) and value.ndim:
        return value.tolist()
    if isinstance(value, _np.floating | _np.integer | _np.bool_):
        return value.item()""",
    "series": """
    if isinstance(value, _np.ndarray) and value.ndim == 1:
        return _pd.Series(value, index=range(7, 7 + 3 * len(value), 3)[::-1])
    if isinstance(value, _np.ndarray) and value.ndim == 2:
        return _pd.DataFrame(value, index=range(5, 5 + len(value))[::-1])""",
    "float32": """
    if isinstance(value, _np.ndarray) and value.dtype == float:
        return value.astype(_np.float32)
    if isinstance(value, float):
        return _np.float32(value)""",
    "zero_d_arrays": """
    if isinstance(value, float | _np.floating):
        return _np.array(value)""",
    "columns_reversed": """
    if isinstance(value, _pd.DataFrame) and set(value.columns) in _given:
        return value[value.columns[::-1]]""",
}

_FETCH = re.compile(r"ex\.(?:function|value)\(\s*[\"'](\w+)[\"']")


def wanted(tests: Iterable[str]) -> list[str]:
    """Return the names that an exercise's test cells fetch from the student."""
    return sorted({name for source in tests for name in _FETCH.findall(source)})


def _converter(kind: str) -> Callable[[str, list[str]], str]:
    def rewrite(answer: str, names: list[str]) -> str:
        return f"{answer}\n{_CONVERT.format(body=_BODIES[kind].strip(), names=names)}"

    return rewrite


class _Rename(ast.NodeTransformer):
    """Give the local variables of each outermost function new names."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if node.id in self.names:
            node.id = f"{node.id}_renamed"
        return node


def renamed(answer: str, names: list[str]) -> str:
    """Rename local variables; parameters, and names that a string may mean, stay."""
    tree = ast.parse(answer)
    for function in [node for node in tree.body if isinstance(node, ast.FunctionDef)]:
        nodes = list(ast.walk(function))
        stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        kept = {n.arg for n in nodes if isinstance(n, ast.arg)}
        kept |= {
            name for n in nodes if isinstance(n, ast.Global | ast.Nonlocal) for name in n.names
        }
        kept |= {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        texts = " ".join(
            n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )
        kept |= set(re.findall(r"@(\w+)", texts))
        _Rename(stored - kept).visit(function)
    return ast.unparse(tree)


def noisy(answer: str, names: list[str]) -> str:
    """Let every function print, warn and open a figure before it works."""
    tree = ast.parse(answer)
    noise = ast.parse(
        "import warnings as _w\nprint('working')\n_w.warn('careful')\n"
        "import matplotlib.pyplot as _p\n_p.figure()"
    ).body
    for function in [node for node in tree.body if isinstance(node, ast.FunctionDef)]:
        at = 1 if ast.get_docstring(function) is not None else 0
        function.body[at:at] = noise
    return ast.unparse(ast.fix_missing_locations(tree)) + "\nprint('done')\n"


def unparsed(answer: str, names: list[str]) -> str:
    """Without comments, in another layout."""
    return ast.unparse(ast.parse(answer))


def overwriting(answer: str, lesson: dict[str, Any], tests: Iterable[str]) -> str:
    """Use the variables of the lesson, and those of the tests, for something else afterwards.

    What the answer reads stays, also where it reads it through a function of the lesson.
    """
    read = {node.id for node in ast.walk(ast.parse(answer)) if isinstance(node, ast.Name)}
    read |= {n.name for n in ast.walk(ast.parse(answer)) if isinstance(n, ast.FunctionDef)}
    for name in set(read):
        if getattr(lesson.get(name), "__module__", "") == "__main__":
            read |= set(getattr(lesson[name].__code__, "co_names", ()))
    ours = {
        name
        for name, value in lesson.items()
        if not (callable(value) or isinstance(value, ModuleType) or name.startswith("_"))
    } - {"NAME", "COLLEGE_ID"}
    for test in tests:
        ours |= {
            node.id
            for node in ast.walk(ast.parse(test))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
    return "\n".join([answer, *(f'{name} = "mine"' for name in sorted(ours - read))])


REWRITES: dict[str, Callable[[str, list[str]], str]] = {
    "renamed": renamed,
    "noisy": noisy,
    "unparsed": unparsed,
    **{kind: _converter(kind) for kind in _BODIES},
}
