"""nbgrader's execution step, with the kernel in a sandbox.

``matml grade`` uses it, and a line in ``nbgrader_config.py`` makes ``nbgrader autograde`` and
Formgrader use it::

    c.Autograde.autograde_preprocessors = [
        "matml_teach.grading.sandboxed.SandboxedExecute",
        "nbgrader.preprocessors.IgnorePattern",
        ...
    ]
"""

import copy
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Dict, Enum, Integer, List, Unicode

from matml_teach.grading import sandbox
from matml_teach.grading.imports import imported_modules
from matml_teach.grading.kernels import SandboxManager, Warm, is_own_python

# What every kernel needs, whatever its notebook imports.
_OF_EVERY_KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib_inline.config")


class LimitExceeded(Exception):
    """A notebook was ended because it used more than it may; the message says of what."""


_warm: dict[tuple[Any, ...], Warm] = {}
os.register_at_fork(after_in_child=_warm.clear)  # a child must not end its parent's


class SandboxedExecute(Execute):
    """Runs a notebook in a kernel forked from a warm process in a sandbox."""

    protection = Enum(
        ["namespaces", "none"],
        "namespaces",
        help="What keeps student code away from the machine: `namespaces` (bubblewrap), or "
        "`none`, for classes one trusts.",
    ).tag(config=True)
    memory = Integer(4096, help="MiB that a notebook may use; 0: no limit.").tag(config=True)
    processes = Integer(64, help="Processes that a notebook may have at once; 0: no limit.").tag(
        config=True
    )
    disk = Integer(512, help="MiB that a notebook may write; 0: no limit.").tag(config=True)
    max_output = Integer(
        16, help="MiB of output that is kept of a notebook; the rest is cut; 0: no limit."
    ).tag(config=True)
    notebook_timeout = Integer(
        1800, help="Seconds that a notebook may take in all; 0: no limit."
    ).tag(config=True)
    visible = List(
        Unicode(), help="Files and directories that notebooks may read, besides Python's own."
    ).tag(config=True)
    environment = Dict(help="More environment variables for the kernel.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, km: Any = None) -> Any:
        """Execute a notebook.

        Raises
        ------
        LimitExceeded
            If it was ended for using more than it may.
        """
        untouched = copy.deepcopy(nb)
        try:
            return self._attempt(nb, resources, km)
        except Exception:
            # No code in the sandbox can end the warm process: somebody else has (the system, for
            # want of memory, say), and the submission is not to blame.
            if self._manager is None or self._manager.warm.is_alive():
                raise
            return self._attempt(untouched, resources, km)

    def _attempt(self, nb: NotebookNode, resources: Any, km: Any) -> Any:
        self._deadline = float("inf")
        self._heard = 0
        self._manager: SandboxManager | None = None
        try:
            return super().preprocess(nb, resources, km)
        except DeadKernelError:
            match self._manager and self._manager.exceeded:
                case "memory":
                    much = f"{self.memory} MiB of memory"
                case "processes":
                    much = f"{self.processes} processes"
                case _:
                    raise
            raise LimitExceeded(f"the code used more than {much}") from None

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> Any:
        """Execute a cell, unless the notebook's time is over."""
        if index == 0 and self.notebook_timeout:
            self._deadline = time.monotonic() + self.notebook_timeout
        done = super().preprocess_cell(cell, resources, index)
        if time.monotonic() > self._deadline:
            raise LimitExceeded(f"the notebook took longer than {self.notebook_timeout} seconds")
        return done

    def _get_timeout(self, cell: NotebookNode | None) -> int | float | None:
        given = super()._get_timeout(cell)
        left = self._deadline - time.monotonic()
        if left == float("inf"):
            return given
        return max(0.01, min(given or left, left))

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Take in an output, or cut it if there has been too much already."""
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            self._heard += len(json.dumps(msg["content"], default=str))
            if self.max_output and self._heard > self.max_output * 2**20:
                return self._cut(msg, cell)
        return super().process_message(msg, cell, cell_index)

    def _cut(self, msg: dict[str, Any], cell: NotebookNode) -> None:
        """Leave a note in place of the output, once; an error or a warning stays one."""
        kind = "error" if msg["msg_type"] == "error" else msg["content"].get("name", "stdout")
        if any(kind in (out.output_type, out.get("name")) for out in cell.outputs):
            return
        note = f"[the notebook printed more than {self.max_output} MiB: the rest is cut]\n"
        if kind == "error":
            name = str(msg["content"].get("ename", ""))[:200]
            cell.outputs.append(new_output("error", ename=name, evalue=note, traceback=[note]))
        else:
            cell.outputs.append(new_output("stream", name=kind, text=note))

    def create_kernel_manager(self) -> Any:
        """Return a manager for a kernel in the sandbox (or an ordinary one, if so configured)."""
        if self.protection == "none":
            return super().create_kernel_manager()
        name = self.kernel_name or self.nb.metadata.get("kernelspec", {}).get("name") or "python3"
        self.kernel_name = name
        course = _course_of(self)
        spec = KernelSpecManager().get_kernel_spec(name)
        warm = warm_process(
            hidden=(course.root,) if course else (),
            visible=(*self.visible, *_places_of(spec)),
            environment=self.environment,
        )
        warm.import_modules(_modules(course, self.resources))
        order = {
            "name": self.resources.get("nbgrader", {}).get("assignment")
            or self.resources["unique_key"],
            "limits": {
                "memory": self.memory * 2**20,
                "processes": self.processes,
                "disk": self.disk * 2**20,
            },
            "environment": {**spec.env, **_nbgrader_variables()},
        }
        self.km = self._manager = SandboxManager(
            warm,
            order,
            Path(self.resources["metadata"]["path"]),
            kernel_name=name,
            config=self.config,
        )
        return self.km


def warm_process(
    *,
    hidden: tuple[str, ...] = (),
    visible: tuple[str, ...] = (),
    environment: dict[str, str] | None = None,
) -> Warm:
    """Return this process's warm process for such a sandbox; start it if there is none."""
    key = (hidden, visible, tuple(sorted((environment or {}).items())))
    warm = _warm.get(key)
    if warm is None or not warm.is_alive():
        sandbox.require()
        while _warm:
            _warm.popitem()[1].close()
        warm = _warm[key] = Warm(map(Path, hidden), map(Path, visible), environment)
        warm.import_modules(_OF_EVERY_KERNEL)
    return warm


def _places_of(spec: KernelSpec) -> list[str]:
    """Return what another kernel than our Python's needs to see: its program's installation."""
    if is_own_python(spec):
        return []
    program = shutil.which(spec.argv[0]) or spec.argv[0]
    return [place for place in (str(Path(program).parent.parent), spec.resource_dir) if place]


def _nbgrader_variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("NBGRADER_")}


def _course_of(step: Any) -> CourseDirectory | None:
    """Return the course directory of the converter that this step belongs to."""
    while step is not None:
        if isinstance(getattr(step, "coursedir", None), CourseDirectory):
            return step.coursedir
        step = getattr(step, "parent", None)
    return None


def _modules(course: CourseDirectory | None, resources: Any) -> list[str]:
    """Return what the assignment's own notebooks import."""
    if course is None or "nbgrader" not in resources:
        return []
    source = course.format_path(course.source_directory, ".", resources["nbgrader"]["assignment"])
    return imported_modules(Path(source))
