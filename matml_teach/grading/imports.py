"""What the notebooks of an assignment import, so that it can be imported before they run."""

import ast
import functools
from pathlib import Path

import nbformat


def imported_modules(directory: Path) -> list[str]:
    """Return the modules that the notebooks in a directory import, in their order.

    Parameters
    ----------
    directory : Path
        The assignment's ``source/`` directory. Only what its author wrote counts: what a student
        imports is imported in the student's kernel.

    Returns
    -------
    list of str
        Dotted names. For ``from a import b``, where ``b`` may be a module or not, both ``a`` and
        ``a.b``; whoever imports them must bear that one does not exist.
    """
    found: list[str] = []
    for file in sorted(directory.glob("*.ipynb")):
        found += _imported_by(file, file.stat().st_mtime_ns)
    return list(dict.fromkeys(found))


@functools.lru_cache(maxsize=64)
def _imported_by(file: Path, changed: int) -> tuple[str, ...]:
    found: list[str] = []
    for cell in nbformat.read(file, as_version=4).cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code" and "demo" not in tags:
            found += modules_in(cell.source)
    return tuple(dict.fromkeys(found))


def modules_in(source: str) -> list[str]:
    r"""Return the modules that the text of a code cell imports.

    Examples
    --------
    >>> modules_in("import numpy as np\nfrom sklearn import svm\n%matplotlib inline")
    ['numpy', 'sklearn', 'sklearn.svm']
    >>> modules_in("this is not Python")
    []
    """
    # Lines for IPython itself are not Python.
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        tree = ast.parse("\n".join(lines))
    except SyntaxError:
        return []
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module]
            found += [f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*"]
    return found
