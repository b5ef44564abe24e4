"""Keeping hidden tests hidden when feedback is written.

nbgrader takes hidden tests out of the released notebook and puts them back for grading, and its
feedback then shows them. Named in ``nbgrader_config.py``, this step takes them out again for
``nbgrader generate_feedback``, Formgrader's button and ``matml feedback`` alike.
"""

import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_grade, is_solution

NOTE = "# Hidden tests ran here."

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_NUMBERED = re.compile(r"^\s*(?:-+>\s*)?\d+\s")


class HideHiddenTests(ClearHiddenTests):
    """Take hidden tests out of the test cells and out of everything they printed.

    The delimiters are those of nbgrader's ``ClearHiddenTests``, also where a course sets its own.
    A failed check's sentence stays, for it is written to the student; the lines of code around it
    go.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        r"""Hide them in every cell.

        Parameters
        ----------
        nb : NotebookNode
            The autograded notebook, changed in place.
        resources : ResourcesDict
            What nbconvert hands from step to step.

        Returns
        -------
        tuple of NotebookNode and ResourcesDict
            Both arguments.

        Examples
        --------
        >>> from nbformat.v4 import new_code_cell, new_notebook
        >>> test = new_code_cell("assert f(1) == 1\n# BEGIN HIDDEN TESTS\nassert f(2) == 4\n"
        ...                      "# END HIDDEN TESTS",
        ...                      metadata={"nbgrader": {"grade": True, "solution": False}})
        >>> print(HideHiddenTests().preprocess(new_notebook(cells=[test]), {})[0].cells[0].source)
        assert f(1) == 1
        # Hidden tests ran here.
        """
        hidden: set[str] = set()
        for cell in nb.cells:
            if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
                cell.source, lines = self._split(cell.source)
                hidden |= lines
        if hidden:
            for cell in nb.cells:
                for output in cell.get("outputs", []):
                    _hide_lines(output, hidden)
        return nb, resources

    def _split(self, source: str) -> tuple[str, set[str]]:
        """Return what is not hidden, and the lines that are; without an end, all that follows."""
        shown: list[str] = []
        hidden: set[str] = set()
        inside = False
        for line in source.split("\n"):
            if self.begin_test_delimeter in line:
                indent = line[: len(line) - len(line.lstrip())]
                shown += [] if inside else [indent + NOTE]
                inside = True
            elif self.end_test_delimeter in line:
                inside = False
            elif inside:
                hidden.add(line.strip())
            else:
                shown.append(line)
        return "\n".join(shown), hidden - {"", ")", "]", "}"}


def _hide_lines(output: NotebookNode, hidden: set[str]) -> None:
    """Drop the lines of an output that are lines of hidden tests, as tracebacks quote them."""
    if output.output_type == "error":
        output.traceback = [_without(part, hidden) for part in output.traceback]
    elif output.output_type == "stream":  # a warning quotes the line that caused it
        output.text = _without(output.text, hidden)


def _without(text: str, hidden: set[str]) -> str:
    return "\n".join(line for line in text.split("\n") if _bare(line) not in hidden)


def _bare(line: str) -> str:
    return _NUMBERED.sub("", _ANSI.sub("", line)).strip()
