"""The bubblewrap command line: what student code can see of this machine.

The sandbox holds the system's programs, the Python installation and this package, all read-only,
one directory shared with the process that grades, and nothing else: no course, no home directory,
no network, no other process, no environment variable that was not put there on purpose.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import matml_teach
from matml_teach.exceptions import UsageError

SHARED = "/run/grading"
"""Where the shared directory is seen inside."""

HOME = "/home/student"
"""The home directory inside; a submission's files are in it."""

NOBODY = 65534
"""The user that student code runs as if we are root."""

# Root makes the sandbox without a user namespace of its own, because the warm process can then
# become another user for good. Everybody else is a user of their own namespace only.
_NAMESPACES = {
    True: (
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--cap-drop", "ALL", "--cap-add", "CAP_SETUID"),
        *("--cap-add", "CAP_SETGID", "--cap-add", "CAP_SYS_ADMIN"),
    ),
    False: ("--unshare-all", "--uid", "1000", "--gid", "1000"),
}

NO_SANDBOX = (
    "student code needs a sandbox, and {reason}; install bubblewrap (`apt install bubblewrap`, "
    "`dnf install bubblewrap`) or, for a class you trust, use --unsafe-no-sandbox"
)

# Parts of /etc that libraries read; none holds a secret.
_ETC = (
    *("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime"),
    *("mime.types", "services", "ssl/certs", "timezone"),
)
_TMP_SIZE = 256 * 2**20

# A thread per kernel: kernels that each use every core only get into each other's way, and a
# pool of threads does not survive the fork.
_ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "BLIS", "VECLIB", "NUMBA", "POLARS")
}
_PASSED_ON = ("LANG", "LC_ALL", "LC_CTYPE", "TZ", "PYTHONHASHSEED")


def command(
    program: list[str],
    *,
    shared: Path,
    hidden: Iterable[Path] = (),
    visible: Iterable[Path] = (),
    environment: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the command that runs a program in a sandbox.

    Parameters
    ----------
    program : list of str
        The program and its arguments.
    shared : Path
        The only directory both sides can write to; inside it is :data:`SHARED`.
    hidden : iterable of Path
        Directories of which nothing may be seen, even if they lie in one that may: the course.
    visible : iterable of Path
        More files and directories that may be read.
    environment : mapping, optional
        More environment variables.

    Returns
    -------
    list of str
        For :class:`subprocess.Popen`.
    """
    args = [_bwrap(), *_NAMESPACES[os.geteuid() == 0], "--hostname", "grading"]
    args += ["--die-with-parent", "--new-session", "--clearenv"]
    args += ["--ro-bind", "/usr", "/usr"]
    for top in ("/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if os.path.islink(top):
            args += ["--symlink", os.readlink(top), top]
        elif os.path.isdir(top):
            args += ["--ro-bind", top, top]
    args += ["--perms", "0755", "--dir", "/etc"]
    for name in _ETC:
        place = f"/etc/{name}"
        args += [*_way_to(Path(place)), "--ro-bind-try", place, place]
    args += ["--proc", "/proc", "--dev", "/dev"]
    args += ["--size", str(_TMP_SIZE), "--perms", "1777", "--tmpfs", "/tmp"]
    for place in _outermost(Path(place) for place in python_places()):
        args += [*_way_to(place), "--ro-bind", str(place), str(place)]
    for place in hidden:
        if _is_seen(args, Path(place)):
            args += ["--tmpfs", str(place)]
    # After what is hidden: an environment or this package may lie in a course directory.
    inner = [Path(sys.prefix), Path(matml_teach.__file__).parent, *visible]
    for place in _outermost(inner):
        if not str(place).startswith("/usr/"):
            args += [*_way_to(place), "--ro-bind", str(place), str(place)]
    for place in (HOME, "/run/scratch", "/dev/shm", SHARED):
        args += [*_way_to(Path(place)), "--perms", "0755", "--dir", place]
    args += ["--bind", str(shared), SHARED]
    args += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    for name, value in {**_environment(), **(environment or {})}.items():
        args += ["--setenv", name, value]
    return [*args, "--", *program]


def why_not() -> str | None:
    """Return why there can be no sandbox on this machine, or None if there can.

    Examples
    --------
    >>> why_not() is None or "bubblewrap" in why_not()
    True
    """
    return _tried(shutil.which("bwrap"))


def require() -> None:
    """Raise UsageError, with the way out, if there can be no sandbox."""
    if reason := why_not():
        raise UsageError(NO_SANDBOX.format(reason=reason))


@functools.cache
def _tried(bwrap: str | None) -> str | None:
    if bwrap is None:
        return "the program bwrap of bubblewrap is not installed"
    namespaces = _NAMESPACES[os.geteuid() == 0]
    try_out = [bwrap, *namespaces, "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    done = subprocess.run(try_out, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    said = (done.stderr.strip().splitlines() or ["no message"])[-1]
    return f"bubblewrap may not make one here ({said})"


def _bwrap() -> str:
    require()
    return str(shutil.which("bwrap"))


def python_places() -> list[str]:
    """Return the directories that this Python imports from, its installation first.

    The parent of this package is not among them, unless it is a ``site-packages``: in a
    checkout it is a whole course with its solutions.
    """
    own = Path(matml_teach.__file__).parent.parent
    places = [sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix]
    for place in map(os.path.abspath, filter(None, sys.path)):
        inside = any(Path(place).is_relative_to(prefix) for prefix in places)
        if not inside and Path(place) != own and _is_installed(Path(place)):
            places.append(place)
    return [place for place in dict.fromkeys(places) if os.path.exists(place)]


def _is_installed(place: Path) -> bool:
    # Whatever else is on the path (PYTHONPATH, the current directory) may be anything at all.
    return place.name in ("site-packages", "dist-packages", "lib-dynload") or place.suffix == ".zip"


def _environment() -> dict[str, str]:
    path = os.pathsep.join([os.path.dirname(sys.executable), "/usr/local/bin", "/usr/bin", "/bin"])
    return {
        **_ONE_THREAD,
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "PATH": path,
        "HOME": HOME,
        "USER": "student",
        "LOGNAME": "student",
        "TMPDIR": "/tmp",
        "PYTHONDONTWRITEBYTECODE": "1",
        # As ipykernel sets it, but it must be there before matplotlib is imported.
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "XDG_CACHE_HOME": "/tmp/cache",
    }


def _outermost(places: Iterable[Path]) -> list[Path]:
    """Drop what lies in another of the places, or in /usr, which is there already."""
    kept: list[Path] = []
    for place in sorted(set(places)):
        if not any(place.is_relative_to(outer) for outer in [Path("/usr"), *kept]):
            kept.append(place)
    return kept


def _way_to(place: Path) -> list[str]:
    """Make what leads there; bubblewrap alone would make it for its own user only."""
    parents = [str(parent) for parent in reversed(place.parents) if parent != Path("/")]
    return [arg for parent in parents for arg in ("--perms", "0755", "--dir", parent)]


def _is_seen(args: list[str], place: Path) -> bool:
    bound = (args[i + 2] for i, arg in enumerate(args[:-2]) if arg in ("--ro-bind", "--bind"))
    return any(place.is_relative_to(outer) for outer in bound)
