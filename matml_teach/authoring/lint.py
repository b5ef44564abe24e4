"""The rules an author keeps, so that nbgrader can grade what was written.

nbgrader finds some of these faults too, but late, and some only when a student has
already been marked. Here they stop the build with the name of the cell.
"""

import jsonschema
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator, SchemaTooNewError, SchemaTooOldError
from nbgrader.nbgraderformat import ValidationError as NbgraderValidationError
from nbgrader.utils import is_grade, is_solution, is_task

from matml_teach.exceptions import CourseError

#: The marks of each kind of region, and which cells may hold it.
REGIONS = {
    "SOLUTION": (is_solution, "a solution cell (solution: true)"),
    "HIDDEN TESTS": (is_grade, "a graded cell (grade: true)"),
    "MARK SCHEME": (is_task, "a task cell (task: true)"),
}


def name_of(cell: NotebookNode, number: int) -> str:
    """Return how to speak of a cell: its ``grade_id``, or its number and first line.

    Parameters
    ----------
    cell : NotebookNode
        The cell.
    number : int
        Its place in the notebook, the first being 1.

    Returns
    -------
    str
        A few words for a message.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> name_of(new_code_cell("import math"), 3)
    "cell 3 ('import math')"
    """
    metadata = cell.metadata.get("nbgrader")
    grade_id = metadata.get("grade_id") if isinstance(metadata, dict) else None
    if grade_id:
        return f"cell {grade_id!r}"
    first = cell.source.strip().split("\n", 1)[0]
    return f"cell {number} ({first[:50]!r})"


def lint(notebook: NotebookNode, where: str) -> None:
    """Check that nbgrader can make, give out and mark a notebook.

    Parameters
    ----------
    notebook : NotebookNode
        The instructor notebook.
    where : str
        The file the author edits, for the message.

    Raises
    ------
    CourseError
        At the first cell that breaks a rule; the message names it and the way out.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("### END SOLUTION")
    >>> lint(new_notebook(cells=[cell]), "notebooks/01.md")
    Traceback (most recent call last):
    ...
    matml_teach.exceptions.CourseError: notebooks/01.md, cell 1 ('### END SOLUTION'): END
    SOLUTION without BEGIN SOLUTION; add the line that opens it
    """
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        fault = _fault(cell, seen)
        if fault:
            raise CourseError(f"{where}, {name_of(cell, number)}: {fault}")


def _fault(cell: NotebookNode, seen: set[str]) -> str | None:
    """Return the first rule the cell breaks; `seen` collects the grade_ids so far."""
    # A fence that is not closed swallows the cells after it.
    if any(line.startswith("```{code-cell}") for line in cell.source.split("\n")):
        return "the next ```{code-cell} begins inside it; close it with a line of ```"
    metadata = _metadata_fault(cell, seen)
    return metadata or _region_fault(cell) or _role_fault(cell)


def _metadata_fault(cell: NotebookNode, seen: set[str]) -> str | None:
    if "nbgrader" not in cell.metadata:
        return None
    metadata = cell.metadata["nbgrader"]
    if not isinstance(metadata, dict):
        return "its nbgrader metadata must be a block of keys (grade, grade_id, locked, ...)"
    try:
        MetadataValidator().validate_cell(cell)
    except jsonschema.ValidationError as error:
        key = ".".join(map(str, error.absolute_path))
        return f"its nbgrader metadata is wrong: {key + ': ' if key else ''}{error.message}"
    except (SchemaTooOldError, SchemaTooNewError):
        return "its nbgrader metadata is of another version; set schema_version: 3"
    except NbgraderValidationError as error:
        first_line = str(error).split("\n", 1)[0]
        return f"its nbgrader metadata is wrong: {first_line}"
    # nbgrader keeps every cell with a role in one table, tasks included.
    grade_id = metadata.get("grade_id")
    if grade_id is None:
        return None
    if grade_id in seen:
        return "an earlier cell has the same grade_id; rename one of them"
    seen.add(grade_id)
    return None


def _region_fault(cell: NotebookNode) -> str | None:
    for region, (allowed, owner) in REGIONS.items():
        begin, end = f"BEGIN {region}", f"END {region}"
        is_open = False
        for line in cell.source.split("\n"):
            if begin in line:
                if is_open:
                    return f"a second {begin} before {end}; close the first one"
                if region == "MARK SCHEME" and is_solution(cell):
                    # Outside a solution region nbgrader replaces all of it, question included.
                    return (
                        "a student's answer cell keeps no mark scheme; write it between "
                        "BEGIN SOLUTION and END SOLUTION, below the question"
                    )
                if not allowed(cell):
                    return f"{begin} belongs in {owner}; mark the cell so, or take the line out"
                is_open = True
            elif end in line:
                if not is_open:
                    return f"{end} without {begin}; add the line that opens it"
                is_open = False
        if is_open:
            return f"{begin} is never closed; add a line with {end}"
    return None


def _role_fault(cell: NotebookNode) -> str | None:
    if cell.cell_type != "code":
        return None
    metadata = cell.metadata.get("nbgrader", {})
    # Without the region nbgrader would blank the whole cell, signature and all.
    if is_solution(cell) and "BEGIN SOLUTION" not in cell.source:
        return "a solution cell needs a region from ### BEGIN SOLUTION to ### END SOLUTION"
    if is_grade(cell) and not metadata.get("points", 0) > 0:
        return "a graded cell needs points; set points: 1 or more"
    if is_grade(cell) and not is_solution(cell) and not metadata["locked"]:
        return "a test cell must be locked, or a student could edit it; set locked: true"
    return None
