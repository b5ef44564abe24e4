"""The one exception a check raises."""

import re

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")


class CheckFailed(AssertionError):
    """An answer is not right, and the check says why.

    In an executed notebook the error output carries the identifier where a machine finds it:
    ``ename`` is ``CheckFailed`` and ``evalue`` is ``<identifier>: <message>``.

    Parameters
    ----------
    identifier : str
        Stable name of the misconception, such as ``leak.scaler-saw-test-set``: lower-case
        words joined by dots and dashes.
    message : str
        What was seen, in one or two sentences for the person who wrote the answer.
    title : str, optional
        The exercise's title.
    see : str, optional
        The section to read again.

    Raises
    ------
    ValueError
        If the identifier is not of that form.

    Examples
    --------
    >>> print(CheckFailed("scale.not-centred", "The mean is 3, not 0."))
    scale.not-centred: The mean is 3, not 0.
    """

    def __init__(self, identifier: str, message: str, title: str = "", see: str = "") -> None:
        if not _IDENTIFIER.fullmatch(identifier):
            raise ValueError(
                f"{identifier!r} is not a misconception identifier: use lower-case words "
                "joined by dots and dashes, such as 'leak.scaler-saw-test-set'"
            )
        super().__init__(f"{identifier}: {message}")
        self.identifier = identifier
        self.message = message
        self.title = title
        self.see = see

    def _render_traceback_(self) -> list[str]:
        """Return the lines IPython shows in place of a traceback."""
        lines = [f"✗ {self.title or 'Not yet'}  [{self.identifier}]", f"  {self.message}"]
        if self.see:
            lines.append(f"  Read again: {self.see}")
        return lines
