"""Course kit for the lecture "Building a Model from Scratch" (Machine Learning for Materials).

Sub-packages load when they are first used (SPEC 1), so ``import matml_teach`` is quick.

Examples
--------
>>> import matml_teach
>>> table = matml_teach.datasets.load_vickers_hardness()
>>> len(table)
1062
"""

import lazy_loader as _lazy

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
