"""From nbgrader's gradebook to what a lecturer hands back."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(__name__, submod_attrs={"export": ["export"]})
