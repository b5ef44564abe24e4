"""From lesson text to notebooks: ``notebooks/*.md`` to ``source/`` to ``release/``.

``text`` reads a lesson and turns it into the instructor notebook, ``lint`` holds the rules
an author keeps, ``release`` plugs into nbgrader, and ``build`` runs the whole road.
"""
