"""From what a learning management system lets one download to nbgrader's ``submitted/``.

The road is *archive* (what the download holds, read without trusting it) → *names* (what each
system's file names say) → *people* (the class list) → *choose* (whose, which attempt, which
notebook) → *store* (atomically into ``submitted/``), and *command* prints who is missing.

nbgrader's own ``zip_collect`` supplies the reading of file names by regular expression
(``FileNameCollectorPlugin``). Its extractor and its way of copying are not used: they unpack
archives unchecked, clear a submission before they write the new one, and end the whole run at the
first student who handed in twice.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(__name__, submod_attrs={"command": ["collect"]})
