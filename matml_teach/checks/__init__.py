"""What the exercises' test cells call: a small vocabulary for checking an answer.

A test cell opens an :func:`exercise`, fetches the student's answer by name, tries it on fresh
data, and says what it saw. The first verdict ends the check. A failure names the misconception
with a stable identifier, says in a sentence or two what was seen, and where to look; it shows
no traceback of ours. What an exercise expects is written beside the exercise, never here.

Examples
--------
>>> def double(x):
...     return x + x
>>> from matml_teach import checks
>>> with checks.exercise("Doubling", see="1.1 Doubling") as ex:
...     double = ex.function("double")
...     got = ex.number(double(4))
...     ex.fail_if(got == 16, "double.squared", "You squared the number instead of doubling it.")
...     ex.require(got == 8, "double.wrong-value", "Twice 4 is not what came back.")
✓ Doubling: no mistake found.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
