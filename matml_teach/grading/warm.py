"""The warm process: inside the sandbox, imports what notebooks import and forks their kernels.

This file is a program of its own (``warm.py FD``) that needs nothing but the standard library,
and, in the forked child, ipykernel. It obeys one socket::

    {"do": "import", "modules": ["numpy", ...]}
    {"do": "fork", "number": 3, ...}     with a file descriptor: where changed files are written to
    {"do": "signal", "number": 3, "signal": 2}

and answers with ``{"is": "warm"}``, ``{"is": "ready", "number": 3}`` and
``{"is": "ended", "number": 3, "code": 0, "reason": null}``. For every fork there are three
processes::

    warm ── outer, which makes new namespaces and waits
              └── guard, process 1 of them: passes signals on, watches the limits, reaps
                    └── kernel, with the student's code: no capability, no way to any of the others

When the guard ends, the system kills everything that is left in its process namespace, and with it
go the mounts: the next submission starts from the same memory and an empty directory.
"""

import contextlib
import ctypes
import gc
import importlib
import io
import json
import os
import resource
import select
import shutil
import signal
import socket
import stat
import struct
import sys
import tarfile
import time
import traceback
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

SHARED = "/run/grading"
SCRATCH = "/run/scratch"
HOME = "/home/student"
NOBODY = 65534

# How often the guard looks at memory and processes, in seconds.
_WATCH = 0.1

_libc = ctypes.CDLL(None, use_errno=True)
_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000
_RDONLY, _NOSUID, _NODEV, _REMOUNT, _BIND = 1, 2, 4, 32, 4096
_REC, _PRIVATE = 0x4000, 0x40000
_PDEATHSIG, _DUMPABLE, _CAPBSET_DROP, _NO_NEW_PRIVS = 1, 4, 24, 38


@dataclass
class Submission:
    """A submission that runs: its number, its first process, and what its guard said at last."""

    number: int
    outer: int
    last_words: dict[str, Any] = field(default_factory=lambda: {"code": -9, "reason": None})


def main(descriptor: int) -> None:
    """Obey the socket with this file descriptor until it is closed."""
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    if os.getuid() == 0:
        become_nobody()
    _prctl(_DUMPABLE, 0)
    guards: dict[socket.socket, Submission] = {}
    inbox = b""
    while True:
        ready, _, _ = select.select([control, *guards], [], [])
        for line in [line for line in ready if line is not control]:
            _hear(line, guards, control)
        if control not in ready:
            continue
        data, descriptors = _receive(control)
        if not data:
            return
        inbox += data
        *orders, inbox = inbox.split(b"\n")
        for order in map(json.loads, orders):
            if order["do"] == "import":
                warm_up(order["modules"])
                _say(control, {"is": "warm"})
            elif order["do"] == "fork":
                line, outer = _fork(order, descriptors.pop(0), [control, *guards])
                guards[line] = Submission(order["number"], outer)
            else:
                for line, submission in guards.items():
                    if submission.number == order["number"]:
                        with contextlib.suppress(OSError):
                            line.send(bytes([order["signal"]]))


def become_nobody() -> None:
    """Stop being root, once and for all; before that, uncover what bubblewrap covers in /proc.

    A new /proc can only be mounted where the old one can be seen as a whole.
    """
    for name in ("sys", "sysrq-trigger", "irq", "bus"):
        _libc.umount2(f"/proc/{name}".encode(), 2)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def warm_up(modules: list[str]) -> None:
    """Import modules as a kernel would see them imported.

    A module that cannot be imported is left to the notebook, which then shows the error.
    """
    import builtins

    from IPython.core.interactiveshell import InteractiveShell

    # Libraries ask, while they are imported, whether they are in a notebook (pandas then prints
    # wide tables in full). They are about to be.
    stand_in = SimpleNamespace(kernel=True, config={"IPKernelApp": {}})
    builtins.get_ipython = lambda: stand_in  # type: ignore[attr-defined]
    InteractiveShell._instance = stand_in
    try:
        for name in modules:
            with contextlib.suppress(BaseException), contextlib.redirect_stderr(io.StringIO()):
                importlib.import_module(name)
    finally:
        InteractiveShell._instance = None
        del builtins.get_ipython  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()  # children share what is here: the collector shall not touch it


def _hear(
    line: socket.socket, guards: dict[socket.socket, Submission], control: socket.socket
) -> None:
    """Pass on what a guard says; when it hangs up, that submission is over."""
    submission = guards[line]
    try:
        said = line.recv(4096)
    except ConnectionResetError:
        return  # it ended before it read all we sent; what it said can be read next time
    if said == b"ready":
        _say(control, {"is": "ready", "number": submission.number})
    elif said:
        submission.last_words = json.loads(said)
    else:
        line.close()
        del guards[line]
        os.waitpid(submission.outer, 0)
        _say(control, {"is": "ended", "number": submission.number, **submission.last_words})


def _say(control: socket.socket, what: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        control.sendall(json.dumps(what).encode() + b"\n")


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    data, descriptors, _, _ = socket.recv_fds(control, 1 << 20, 16)
    return data, list(descriptors)


def _fork(
    order: dict[str, Any], files: int, ours: list[socket.socket]
) -> tuple[socket.socket, int]:
    """Fork the processes of one submission; return the line to their guard and the first's id."""
    line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    outer = os.fork()
    if outer:
        theirs.close()
        os.close(files)
        return line, outer
    try:
        for other in [line, *ours]:
            other.close()
        _outer(order, files, theirs)
    except BaseException:
        with contextlib.suppress(BaseException):
            _last_words(theirs, -9, traceback.format_exc(limit=2).splitlines()[-1])
    finally:
        os._exit(1)


def _outer(order: dict[str, Any], files: int, line: socket.socket) -> None:
    _prctl(_PDEATHSIG, signal.SIGKILL)
    new_namespaces()
    guard = os.fork()
    if guard == 0:
        _prctl(_PDEATHSIG, signal.SIGKILL)
        try:
            _guard(order, files, line)
        except BaseException:
            with contextlib.suppress(BaseException):
                _last_words(line, -9, traceback.format_exc(limit=2).splitlines()[-1])
        finally:
            os._exit(1)
    line.close()
    os.close(files)
    os.waitpid(guard, 0)
    os._exit(0)


def new_namespaces() -> None:
    """Leave for new user, process, mount, IPC and name namespaces, keeping the user's number."""
    user, group = os.getuid(), os.getgid()
    _prctl(_DUMPABLE, 1)  # or /proc/self belongs to root
    _check(_libc.unshare(_NEWUSER | _NEWNS | _NEWPID | _NEWIPC | _NEWUTS), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    _prctl(_DUMPABLE, 0)


def _guard(order: dict[str, Any], files: int, line: socket.socket) -> None:
    """Be process 1 of a submission: start its kernel, obey signals, watch the limits."""
    _prepare_mounts(order)
    ours, theirs = socket.socketpair()
    kernel = os.fork()
    if kernel == 0:
        line.close()
        ours.close()
        os.close(files)
        _be_kernel(order, theirs)
    theirs.close()
    if not _has_bound(order, kernel, ours):
        _finish(order, kernel, files, line, None)
    _mount(
        "none", f"{SHARED}/{order['number']}", None, _REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV
    )
    with contextlib.suppress(BrokenPipeError):
        ours.send(b"g")
    line.send(b"ready")
    reason = None
    while True:
        heard, _, _ = select.select([line], [], [], _WATCH)
        if heard:
            order_byte = line.recv(1)
            if not order_byte or order_byte[0] == signal.SIGKILL:
                break
            with contextlib.suppress(ProcessLookupError):
                os.killpg(kernel, order_byte[0])
        if _reap(kernel):
            break
        if reason := over_limit(order["limits"]):
            break
    _finish(order, kernel, files, line, reason)


def _has_bound(order: dict[str, Any], kernel: int, line: socket.socket) -> bool:
    """Wait until the kernel has bound its sockets; return False if it ended before."""
    if not order.get("command"):
        return bool(line.recv(1))
    # A program that knows nothing of us. No student code runs before its sockets are there.
    sockets = [f"{SHARED}/{order['number']}/k-{port}" for port in range(1, 6)]
    while not all(map(os.path.exists, sockets)):
        if _reap(kernel):
            return False
        time.sleep(0.02)
    return True


_codes: dict[int, int] = {}


def _reap(kernel: int) -> bool:
    """Collect what has ended; return whether the kernel has."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            _codes[pid] = os.waitstatus_to_exitcode(status)
    return kernel in _codes


def over_limit(limits: dict[str, Any]) -> str | None:
    """Return the name of the limit that the processes of this namespace exceed, if any."""
    processes = memory = 0
    page = resource.getpagesize()
    for name in os.listdir("/proc"):
        if not name.isdigit() or name == "1":
            continue
        try:
            with open(f"/proc/{name}/statm") as file:
                _, resident, shared, *_ = map(int, file.read().split())
        except (OSError, ValueError):
            continue
        processes += 1
        memory += (resident - shared) * page
    if limits.get("processes") and processes > limits["processes"]:
        return "processes"
    if limits.get("memory") and memory > limits["memory"]:
        return "memory"
    return None


def _finish(
    order: dict[str, Any], kernel: int, files: int, line: socket.socket, reason: str | None
) -> None:
    """End everything in the namespace, hand out the changed files, say how it ended."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, 0)
            _codes.setdefault(pid, os.waitstatus_to_exitcode(status))
    hand_out(order["directory"], files, order["limits"].get("disk") or sys.maxsize, order["began"])
    _last_words(line, _codes.get(kernel, -9), reason)
    os._exit(0)


def _last_words(line: socket.socket, code: int, reason: str | None) -> None:
    line.send(json.dumps({"code": code, "reason": reason}).encode())


def hand_out(directory: str, descriptor: int, most: int, began: float) -> None:
    """Write the regular files that were changed since then, up to so many bytes, as a tar file."""
    with os.fdopen(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w") as tar:
        for folder, _, names in os.walk(directory):  # which follows no links
            for name in names:
                path = os.path.join(folder, name)
                with contextlib.suppress(OSError):
                    about = os.lstat(path)
                    if not stat.S_ISREG(about.st_mode) or about.st_ctime < began:
                        continue
                    if (most := most - about.st_size) < 0:
                        return
                    tar.add(path, os.path.relpath(path, directory), recursive=False)


def _prepare_mounts(order: dict[str, Any]) -> None:
    """Give the submission its own disk, of limited size, with its files on it."""
    _mount("none", "/", None, _REC | _PRIVATE)
    size = order["limits"].get("disk")
    options = f"mode=755,size={size}" if size else "mode=755"
    _mount("tmpfs", SCRATCH, "tmpfs", _NOSUID | _NODEV, options)
    seen = {place: os.open(place, os.O_PATH) for place in _mounted_in("/tmp")}
    for name, place in (("home", HOME), ("tmp", "/tmp"), ("shm", "/dev/shm")):
        os.mkdir(f"{SCRATCH}/{name}", 0o1777 if name != "home" else 0o755)
        _mount(f"{SCRATCH}/{name}", place, None, _BIND)
    for place, descriptor in seen.items():
        os.makedirs(place)
        _mount(f"/proc/self/fd/{descriptor}", place, None, _BIND)
        os.close(descriptor)
    # Some systems (a container, or root) refuse a new /proc; then the one of the sandbox stays,
    # which shows the numbers of a few more processes but opens none of them.
    with contextlib.suppress(OSError):
        _mount("proc", "/proc", "proc", _NOSUID | _NODEV | 8)
    with contextlib.suppress(OSError), open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")
    shared = f"{SHARED}/{order['number']}"
    order["directory"] = os.path.join(HOME, order["name"])
    shutil.copytree(f"{shared}/files", order["directory"])
    order["began"] = time.time()
    # Its own part of the shared directory can be written to until the kernel is ready, for its
    # sockets; the rest cannot be at all.
    _mount(shared, shared, None, _BIND)
    _make_read_only(SHARED)


def _mounted_in(top: str) -> list[str]:
    """Return what the sandbox shows in this directory: an environment, say, that lies there."""
    with open("/proc/self/mountinfo") as file:
        places = [line.split(" ")[4] for line in file]
    return [place for place in places if place.startswith(f"{top}/")]


def _be_kernel(order: dict[str, Any], guard: socket.socket) -> None:
    """Become the kernel of a submission; never returns."""
    code = 1
    try:
        os.setsid()
        drop_privileges()
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(null)
        os.environ.update(order["environment"])
        os.chdir(order["directory"])
        signal.signal(signal.SIGINT, signal.default_int_handler)
        set_limits(order["limits"])
        if order.get("command"):
            os.execvp(order["command"][0], [*order["command"]])
        _new_random_state()
        _run_kernel(order["arguments"], guard)
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code & 255)


def _run_kernel(arguments: list[str], guard: socket.socket) -> None:
    from ipykernel.kernelapp import IPKernelApp

    sys.argv[:] = ["ipykernel_launcher.py", *arguments]
    app = IPKernelApp.instance()
    app.initialize(arguments)
    _connect_plots()
    guard.send(b"b")
    guard.recv(1)
    guard.close()
    app.start()


def _connect_plots() -> None:
    # What the backend does when it is imported inside a kernel; it was imported before there
    # was one.
    backend = sys.modules.get("matplotlib_inline.backend_inline")
    if backend is not None:
        backend._enable_matplotlib_integration()


def _new_random_state() -> None:
    # The random module does so by itself after a fork.
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].seed()


def set_limits(limits: dict[str, Any]) -> None:
    """Set what the system itself can enforce on the kernel and all that it starts."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 1024)
    if limits.get("memory"):
        _limit(resource.RLIMIT_DATA, limits["memory"])
    if limits.get("processes"):
        # Threads count as well. Since Linux 5.14 this counts within our user namespace.
        _limit(resource.RLIMIT_NPROC, max(256, 8 * limits["processes"]))


def _limit(which: int, value: int) -> None:
    _, most = resource.getrlimit(which)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    resource.setrlimit(which, (value, value))


def drop_privileges() -> None:
    """Give up, for this process and all that it starts, every capability for good."""
    _prctl(_NO_NEW_PRIVS, 1)
    for capability in range(64):
        _libc.prctl(_CAPBSET_DROP, capability, 0, 0, 0)
    header = struct.pack("Ii", 0x20080522, 0)
    _check(_libc.capset(header, bytes(24)), "capset")


def _prctl(option: int, value: int) -> None:
    _check(_libc.prctl(option, value, 0, 0, 0), f"prctl {option}")


def _mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    done = _libc.mount(
        source.encode(), target.encode(), kind and kind.encode(), flags, options.encode() or None
    )
    _check(done, f"mount {target}")


def _make_read_only(place: str) -> None:
    _mount("none", place, None, _REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV)


def _check(done: int, what: str) -> None:
    if done != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


if __name__ == "__main__":
    sys.path[:] = [
        place for place in sys.path if place != os.path.dirname(os.path.abspath(__file__))
    ]
    sys.path += [place for place in sys.argv[2:] if place not in sys.path]
    main(int(sys.argv[1]))
