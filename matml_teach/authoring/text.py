"""Read a lesson's text and turn it into the instructor notebook, the same bytes each time."""

import hashlib
import json
import re
import warnings
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from matml_teach.exceptions import CourseError

MYST = {"extension": ".md", "format_name": "myst"}

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}

# Without the interpreter's version, which would differ from author to author.
LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


def pairing(name: str) -> str:
    """Return jupytext's ``formats`` that pair a lesson's text with its source notebook.

    Parameters
    ----------
    name : str
        The lesson's name.

    Returns
    -------
    str
        The value for ``jupytext: formats:`` in the header of the text.

    Examples
    --------
    >>> pairing("01-data-preparation")
    'notebooks//md:myst,source/01-data-preparation//ipynb'
    """
    return f"notebooks//md:myst,source/{name}//ipynb"


def read_lesson(path: Path) -> NotebookNode:
    """Read a lesson and return its instructor notebook.

    Parameters
    ----------
    path : Path
        The MyST Markdown file, ``notebooks/<name>.md``.

    Returns
    -------
    NotebookNode
        Without outputs; its cell ids and metadata depend on the text alone.

    Raises
    ------
    CourseError
        If the text cannot be read as a notebook or is not paired with its source.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # e.g. two languages in one notebook
            notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt=MYST)
    except Exception as error:  # jupytext, markdown-it and YAML each raise their own
        reason = " ".join(str(error).split())
        raise CourseError(
            f"{where} cannot be read as a MyST notebook ({reason}); "
            "mend the header or the cell it names"
        ) from error

    jupytext_metadata = dict(notebook.metadata.get("jupytext") or {})
    if _formats(jupytext_metadata.get("formats")) != _formats(pairing(path.stem)):
        raise CourseError(
            f"{where} is not paired with its source notebook; its header needs, "
            f"under jupytext:, the line  formats: {pairing(path.stem)}"
        )
    jupytext_metadata.pop("text_representation", None)
    # As jupytext notes it when the text names the language, whether this one does or not.
    jupytext_metadata["default_lexer"] = LANGUAGE_INFO["pygments_lexer"]
    notebook.metadata["jupytext"] = jupytext_metadata
    notebook.metadata.setdefault("kernelspec", KERNELSPEC)
    notebook.metadata["language_info"] = LANGUAGE_INFO
    _name_cells(notebook)
    notebook.metadata["matml"] = {"fingerprint": fingerprint(notebook)}
    # One canonical form, so that what is compared is what is written.
    return nbformat.from_dict(json.loads(json.dumps(notebook)))


def _formats(value: object) -> set[str]:
    """Return the pair as a set: JupyterLab may write the two in either order."""
    return set(value.split(",")) if isinstance(value, str) else set()


def _name_cells(notebook: NotebookNode) -> None:
    """Give each cell an id made from what it is, in place of jupytext's random ones."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader")
        grade_id = str(metadata.get("grade_id", "")) if isinstance(metadata, dict) else ""
        if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", grade_id) and grade_id not in taken:
            cell.id = grade_id
            taken.add(grade_id)
        else:
            content = f"{cell.cell_type}\n{cell.source}"
            seen[content] += 1  # equal cells stay apart by which of them it is
            cell.id = hashlib.sha256(f"{seen[content]}\n{content}".encode()).hexdigest()[:12]


def fingerprint(notebook: NotebookNode) -> str:
    """Return a digest of what a lesson's text can hold of a notebook.

    Two notebooks have the same fingerprint if they give the same text: outputs, cell ids
    and the notebook's own metadata do not count.

    Parameters
    ----------
    notebook : NotebookNode
        Any notebook.

    Returns
    -------
    str
        32 hexadecimal digits.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> run = new_notebook(cells=[new_code_cell("1 + 1", execution_count=7)])
    >>> fresh = new_notebook(cells=[new_code_cell("1 + 1")])
    >>> fingerprint(run) == fingerprint(fresh)
    True
    """
    # Through the text and back, so that jupytext decides which metadata belong to it.
    bare = nbformat.v4.new_notebook(cells=notebook.cells)
    through_text = jupytext.reads(jupytext.writes(bare, fmt=MYST), fmt=MYST)
    cells = [(cell.cell_type, cell.source, cell.metadata) for cell in through_text.cells]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()[:32]


def to_json(notebook: NotebookNode) -> str:
    """Return the notebook as the text of an ``.ipynb`` file, as JupyterLab would lay it out.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook of format 4.5.

    Returns
    -------
    str
        JSON with sorted keys and a newline at its end.
    """
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def guard_edits(text: Path, source: Path) -> None:
    """Stop if a source notebook holds an author's edits that its text does not have.

    File times say nothing in a fresh clone, so each source notebook carries the fingerprint
    of the text it was built from. A notebook that still fits it was not edited and may be
    built anew; one that was edited must say what the text says.

    Parameters
    ----------
    text : Path
        ``notebooks/<name>.md``.
    source : Path
        ``source/<name>/<name>.ipynb``; it need not exist.

    Raises
    ------
    CourseError
        If building would lose edits, or the source notebook cannot be read.
    """
    if not source.exists():
        return
    names = f"source/{source.parent.name}/{source.name}", f"notebooks/{text.name}"
    try:
        existing = nbformat.read(source, as_version=4)
        now = fingerprint(existing)
    except Exception as error:  # not JSON, not a notebook: nbformat raises many kinds
        raise CourseError(
            f"{names[0]} is not a notebook that can be read; "
            f"delete it, and `matml build` makes it from {names[1]}"
        ) from error
    if any(cell.get("attachments") for cell in existing.cells):
        raise CourseError(
            f"{names[0]} holds a pasted image, which {names[1]} cannot keep; "
            f"save it as a file in notebooks/{text.stem}/ and link to it"
        )
    built_from = existing.metadata.get("matml", {}).get("fingerprint")
    if now not in (built_from, fingerprint(read_lesson(text))):
        raise CourseError(
            f"{names[0]} was edited and {names[1]} does not have the edits; "
            f"run `jupytext --sync {names[1]}` (the newer of the two wins), "
            f"or delete {names[0]} to keep the text"
        )
