"""Widgets to play with: one line in a notebook, the reader's own data if wanted.

Each explorer is a file of its own; :mod:`matml_teach.explorers.base` says how to write one.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
