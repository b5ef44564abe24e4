"""What nbgrader's ``generate_assignment`` does for us beyond its own steps.

Named in ``nbgrader_config.py``, so that the plain ``nbgrader`` command, Formgrader's
Generate button and ``matml build`` all write the same student notebook.
"""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

#: Notebook metadata that only an author needs. A student's JupyterLab that found
#: ``jupytext`` here would try to write a paired text the student does not have.
AUTHOR_METADATA = ("jupytext", "matml")


class RemoveAuthorMetadata(NbGraderPreprocessor):
    """Take the pairing and the build's fingerprint out of the student notebook."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Remove `AUTHOR_METADATA`; the cells stay as they are.

        Parameters
        ----------
        nb : NotebookNode
            The notebook on its way to the students, changed in place.
        resources : ResourcesDict
            What nbconvert hands from step to step.

        Returns
        -------
        tuple of NotebookNode and ResourcesDict
            Both arguments.

        Examples
        --------
        >>> from nbformat.v4 import new_notebook
        >>> paired = new_notebook(metadata={"jupytext": {"formats": "md:myst,ipynb"}})
        >>> RemoveAuthorMetadata().preprocess(paired, {})[0].metadata
        {}
        """
        for key in AUTHOR_METADATA:
            nb.metadata.pop(key, None)
        return nb, resources
