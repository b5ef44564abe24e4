"""Errors a user of the kit can mend; the command prints them as one line."""


class MatmlError(Exception):
    """Base of the errors that the ``matml`` command prints without a traceback.

    The message is one line that names the file (or name) that is wrong and the way out.
    """


class UsageError(MatmlError):
    """A wrong argument: an unknown assignment, student, directory or option value."""


class CourseError(MatmlError):
    """A course directory or one of its files that cannot be used as it is."""
