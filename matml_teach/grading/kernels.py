"""Kernels in the sandbox, as jupyter_client and nbclient want to see them.

:class:`Warm` is this side of the warm process (the other is ``warm.py``); :class:`SandboxManager`
is the kernel manager that nbclient is given instead of its own.
"""

import asyncio
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from multiprocessing.util import Finalize
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerBase

import matml_teach
from matml_teach.grading import sandbox
from matml_teach.grading import warm as warm_program
from matml_teach.grading.scratch import Scratch

# Bytes. A kernel that sends more in one message is cut off.
_LARGEST_MESSAGE = 256 * 2**20


# How long the warm process may take to end by itself.
_END_SECONDS = 5


class WarmProcessDied(Exception):
    """The warm process is gone; the message says what it last wrote."""


class KernelNotStarted(Exception):
    """A kernel ended before it could be talked to; the message says why, if that is known."""


class Warm:
    """A warm process in a sandbox of its own.

    Parameters
    ----------
    hidden : iterable of Path
        What student code must not see: the course directory.
    visible : iterable of Path
        Files and directories it may read, besides those of Python.
    environment : mapping, optional
        More environment variables.
    """

    def __init__(
        self,
        hidden: Iterable[Path] = (),
        visible: Iterable[Path] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._scratch = Scratch()
        self.shared = self._scratch.path / "shared"
        self.shared.mkdir(mode=0o755)
        self._modules: set[str] = set()
        self._warming = False
        self._number = 0
        self._inbox = b""
        self._ready: set[int] = set()
        self._ended: dict[int, dict[str, Any]] = {}
        self._socket, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        path = [place for place in sandbox.python_places() if place in sys.path]
        path.append(str(Path(matml_teach.__file__).parent.parent))
        program = [sys.executable, warm_program.__file__, str(theirs.fileno()), *path]
        command = sandbox.command(
            program, shared=self.shared, hidden=hidden, visible=visible, environment=environment
        )
        started = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

        def run() -> None:
            # bubblewrap ends when the thread that started it does: this one waits for it.
            try:
                self._process = subprocess.Popen(
                    command,
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=self._errors,
                    stderr=self._errors,
                )
            finally:
                started.set()
            self._process.wait()

        threading.Thread(target=run, daemon=True).start()
        started.wait()
        theirs.close()
        # Workers of a pool end without atexit; this is called there as well.
        self._at_exit = Finalize(None, self.close, exitpriority=10)

    def import_modules(self, modules: Sequence[str]) -> None:
        """Let it import modules, without waiting for it."""
        new = [name for name in modules if name not in self._modules]
        if new:
            self._modules.update(new)
            self._send({"do": "import", "modules": new})

    def is_alive(self) -> bool:
        """Return whether the process is still there."""
        return self._process is not None and self._process.poll() is None

    def new_directory(self) -> tuple[int, Path]:
        """Make the shared directory of one more kernel; return its number and the directory."""
        self._number += 1
        directory = self.shared / str(self._number)
        (directory / "files").mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(directory, sandbox.NOBODY, sandbox.NOBODY)
        return self._number, directory

    def fork(self, number: int, order: Mapping[str, Any], files: int) -> None:
        """Fork a kernel; what it changes is written to the file descriptor when it ends."""
        self._send({"do": "fork", "number": number, **order}, files)

    def send_signal(self, number: int, signum: int) -> None:
        """Send a signal to a kernel; SIGKILL ends everything it has started as well."""
        self._send({"do": "signal", "number": number, "signal": signum})

    def is_ready(self, number: int) -> bool:
        """Return whether a kernel has bound its sockets."""
        self._listen(0)
        return number in self._ready

    def ended(self, number: int) -> dict[str, Any] | None:
        """Return how a kernel ended (``code``, ``reason``), None while it runs."""
        self._listen(0)
        if number not in self._ended and not self.is_alive():
            return {"code": -9, "reason": f"the warm process is gone: {self._last_error()}"}
        return self._ended.get(number)

    def fileno(self) -> int:
        """Return what to wait for to hear from it."""
        return self._socket.fileno()

    def remove(self, number: int) -> None:
        """Remove the shared directory of a kernel that has ended."""
        self._ready.discard(number)
        self._ended.pop(number, None)
        shutil.rmtree(self.shared / str(number), ignore_errors=True)

    def close(self) -> None:
        """End the process with all its kernels and remove what it left."""
        self._at_exit.cancel()
        self._socket.close()  # it ends when nobody is there any more
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=_END_SECONDS)
            self._process.kill()
            self._process.wait()
        self._errors.close()
        self._scratch.remove()

    def _send(self, order: Mapping[str, Any], *descriptors: int) -> None:
        try:
            data = json.dumps(order).encode() + b"\n"
            if descriptors:
                socket.send_fds(self._socket, [data], list(descriptors))
            else:
                self._socket.sendall(data)
        except OSError as error:
            raise WarmProcessDied(self._last_error()) from error

    def _listen(self, seconds: float) -> None:
        if not select.select([self._socket], [], [], max(0.0, seconds))[0]:
            return
        try:
            data = self._socket.recv(1 << 16)
        except OSError:
            data = b""
        if not data:
            time.sleep(0.01)  # it hung up: the process is about to end
            return
        *lines, self._inbox = (self._inbox + data).split(b"\n")
        for message in map(json.loads, lines):
            if message["is"] == "ready":
                self._ready.add(message["number"])
            elif message["is"] == "ended":
                self._ended[message["number"]] = message

    def _last_error(self) -> str:
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip().splitlines()
        return said[-1] if said else "it said nothing"


class SandboxProvisioner(KernelProvisionerBase):
    """The life of one kernel, as jupyter_client drives it."""

    def start_in(self, warm: Warm, order: dict[str, Any], source: Path) -> None:
        """Say where the kernel shall run and which directory its files come from."""
        self.warm, self.order, self.source = warm, order, source
        self.number: int | None = None
        self.how: dict[str, Any] | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel that has not been seen to end."""
        return self.number is not None and self.how is None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Write the kernel's connection file and copy the submission's files."""
        self.number, self.directory = self.warm.new_directory()
        manager = self.parent
        manager.ip = str(self.directory / "k")
        for port, name in enumerate(("shell", "iopub", "stdin", "hb", "control"), start=1):
            setattr(manager, f"{name}_port", port)
        inside = f"{sandbox.SHARED}/{self.number}"
        info = {**manager.get_connection_info(), "ip": f"{inside}/k"}
        info["key"] = info["key"].decode()
        (self.directory / "connection.json").write_text(json.dumps(info))
        manager.connection_file = str(self.directory / "connection.json")
        manager._connection_file_written = True
        copy_files(self.source, self.directory / "files")
        extra = kwargs.pop("extra_arguments", [])
        file = f"{inside}/connection.json"
        self.order["arguments"] = ["-f", file, *extra]
        if not is_own_python(manager.kernel_spec):
            command = manager.format_kernel_cmd(extra_arguments=extra)
            ours = os.path.realpath(manager.connection_file)
            self.order["command"] = [arg.replace(ours, file) for arg in command]
        return {"cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel and wait until it can be talked to."""
        self.changed = tempfile.TemporaryFile()  # noqa: SIM115
        self.warm.fork(self.number, self.order, self.changed.fileno())
        loop = asyncio.get_running_loop()
        while not self.warm.is_ready(self.number) and await self.poll() is None:
            heard = asyncio.Event()
            loop.add_reader(self.warm.fileno(), heard.set)
            try:
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(heard.wait(), 1)
            finally:
                loop.remove_reader(self.warm.fileno())
        if self.how is not None:
            raise KernelNotStarted(f"no kernel could be started: {self.how['reason']}")
        return self.parent.get_connection_info()

    async def poll(self) -> int | None:
        """Return None while the kernel runs, then its exit status."""
        if self.number is not None and self.how is None:
            self.how = self.warm.ended(self.number)
        return None if self.how is None else self.how["code"]

    async def wait(self) -> int | None:
        """Wait for the kernel to end."""
        while (code := await self.poll()) is None:
            await asyncio.sleep(0.01)
        return code

    async def send_signal(self, signum: int) -> None:
        """Send the kernel a signal."""
        if self.has_process:
            self.warm.send_signal(self.number, signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it has started."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """End it at once too: what it still had to say is not heard any more."""
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:
        """Bring home the files that were changed and remove the shared directory."""
        if self.number is None:
            return
        if self.how is not None:
            with self.changed:
                bring_home(self.changed, self.source)
            self.warm.remove(self.number)
        self.number = None


class SandboxClient(AsyncKernelClient):
    """A client that does not wait longer than it must for the kernel to be ready."""

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> zmq.Socket:
        # Before it connects: one message must not be larger than this process can take.
        self.context.setsockopt(zmq.MAXMSGSIZE, _LARGEST_MESSAGE)
        return super()._create_connected_socket(channel, identity)

    def start_channels(self, **kwargs: Any) -> None:
        """Start the channels that are needed: no input, no heartbeat."""
        super().start_channels(stdin=False, hb=False)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its outputs arrive.

        Raises
        ------
        RuntimeError
            If it ends, or the time is over, before that.
        """
        until = time.monotonic() + (timeout or float("inf"))
        answered = heard = False
        self.kernel_info()
        while not (answered and heard):
            waiting = self.iopub_channel if answered else self.shell_channel
            try:
                message = await waiting.get_msg(timeout=1)
            except Empty:
                if not await self.is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
                if time.monotonic() > until:
                    raise RuntimeError(f"Kernel didn't respond in {timeout} seconds") from None
                # The outputs' channel may have been connected too late for the first answer.
                answered = False
                self.kernel_info()
                continue
            if waiting is self.iopub_channel:
                heard = True
            elif message["msg_type"] == "kernel_info_reply":
                answered = True
                self._handle_kernel_info_reply(message)


class SandboxManager(AsyncKernelManager):
    """nbclient's kernel manager for kernels forked in a sandbox."""

    def __init__(self, warm: Warm, order: dict[str, Any], source: Path, **kwargs: Any) -> None:
        super().__init__(transport="ipc", client_factory=SandboxClient, **kwargs)
        self.warm = warm
        self.provisioner = SandboxProvisioner(
            parent=self, kernel_id="sandbox", kernel_spec=self.kernel_spec
        )
        self.provisioner.start_in(warm, order, source)

    @property
    def exceeded(self) -> str | None:
        """The name of the limit that the kernel was ended for, if it was."""
        return (self.provisioner.how or {}).get("reason")

    async def _async_shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        # Nothing that a kernel does after its last cell can be seen, so nobody waits for it.
        if self.has_kernel:
            await self.provisioner.kill()
            await self.provisioner.wait()
        await self._async_cleanup_resources(restart=restart)

    shutdown_kernel = _async_shutdown_kernel

    def cleanup_ipc_files(self) -> None:
        """Do nothing: the sockets go with the shared directory."""

    def cleanup_connection_file(self) -> None:
        """Do nothing, for the same reason."""


def is_own_python(spec: KernelSpec) -> bool:
    """Return whether a kernel is the one that can be forked: IPython's, of this very Python."""
    program, *arguments = spec.argv
    if program not in (
        name.format(*sys.version_info) for name in ("python", "python{}", "python{}.{}")
    ):
        there = os.path.abspath(program)
        if os.path.dirname(there) != os.path.dirname(os.path.abspath(sys.executable)):
            return False
    arguments = [arg for arg in arguments if arg != "-Xfrozen_modules=off"]
    return arguments in (
        ["-m", "ipykernel_launcher", "-f", "{connection_file}"],
        ["-m", "ipykernel", "-f", "{connection_file}"],
    )


def copy_files(source: Path, target: Path) -> None:
    """Copy a submission's directory without its notebooks and without following links."""

    def leave_out(folder: str, names: list[str]) -> list[str]:
        return [
            name
            for name in names
            if name.endswith(".ipynb") or os.path.islink(os.path.join(folder, name))
        ]

    shutil.copytree(source, target, ignore=leave_out, dirs_exist_ok=True)
    # Inside, they belong to somebody else if we are root.
    for folder, _, names in os.walk(target):
        os.chmod(folder, 0o755)
        for file in (os.path.join(folder, name) for name in names):
            os.chmod(file, os.stat(file).st_mode | 0o444)


def bring_home(stream: Any, target: Path) -> None:
    """Put changed files into the submission's directory, as nbgrader leaves them there.

    Student code decides what is in the archive: only plain files and never a notebook get out.
    """
    if stream.seek(0, os.SEEK_END) == 0:
        return  # it was killed before it could hand anything out
    stream.seek(0)
    with tarfile.open(fileobj=stream) as tar:
        for member in tar:
            name = os.path.normpath(member.name)
            if not member.isreg() or name.startswith(("/", "..")) or name.endswith(".ipynb"):
                continue
            file = target / name
            content = tar.extractfile(member)
            if content is None or not file.parent.resolve().is_relative_to(target.resolve()):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            with open(file, "xb") as copy:
                shutil.copyfileobj(content, copy)
            file.chmod(member.mode & 0o777 | 0o600)
