"""Datasheets: where a table comes from, what is wrong with it, what it must not be used for."""

from dataclasses import dataclass
from importlib import resources

from matml_teach.datasets.tables import check_name


@dataclass(frozen=True, repr=False)
class Datasheet:
    """The datasheet of one data set: prints as text, shows as Markdown in a notebook.

    Attributes
    ----------
    name : str
        The name of the data set.
    text : str
        The datasheet, in Markdown.
    """

    name: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


def describe(name: str) -> Datasheet:
    """Give the datasheet of a data set.

    Parameters
    ----------
    name : str
        One of :func:`~matml_teach.datasets.available`.

    Returns
    -------
    Datasheet
        Motivation, source, licence, columns with units, rows, known faults, biases, and what
        the data must not be used for.

    Raises
    ------
    ValueError
        If there is no such data set; the message lists the right names.

    Examples
    --------
    >>> print(describe("vickers_hardness"))
    # Vickers hardness (`vickers_hardness`)
    ...
    """
    sheet = resources.files(__package__).joinpath("datasheets", f"{check_name(name)}.md")
    return Datasheet(name, sheet.read_text(encoding="utf-8").rstrip())
