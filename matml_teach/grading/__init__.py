"""Grading of any nbgrader course directory into nbgrader's own gradebook.

Nothing here knows what a course teaches: the road is *course* (what there is to grade) →
*engine* (which submissions, on which workers) → *execute* (one submission through nbgrader) →
*results* (what came out), and *command* prints it.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(__name__, submod_attrs={"command": ["grade"]})
