"""Finding the programs of our own environment, also when it is not activated."""

import os
import sys


def search_path() -> str:
    """Return the PATH with the programs beside our Python first.

    nbgrader runs ``alembic``, and Formgrader more, by name.

    Returns
    -------
    str
        What to set ``PATH`` to.

    Examples
    --------
    >>> search_path().split(os.pathsep)[0] == os.path.dirname(sys.executable)
    True
    """
    here = os.path.dirname(sys.executable)
    others = [place for place in os.environ.get("PATH", "").split(os.pathsep) if place != here]
    return os.pathsep.join([here, *others])
