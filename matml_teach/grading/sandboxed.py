"""nbgrader's execution step, with the kernel in a sandbox.

``matml grade`` uses it, and a line in ``nbgrader_config.py`` makes ``nbgrader autograde`` and
Formgrader use it::

    c.Autograde.autograde_preprocessors = [
        "matml_teach.grading.sandboxed.SandboxedExecute",
        "nbgrader.preprocessors.IgnorePattern",
        ...
    ]
"""

import os
import shutil
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import Dict, Enum, Integer, List, Unicode

from matml_teach.grading import sandbox
from matml_teach.grading.imports import imported_modules
from matml_teach.grading.kernels import SandboxManager, Warm, is_own_python

# What every kernel needs, whatever its notebook imports.
_OF_EVERY_KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib_inline.config")

_warm: dict[tuple[Any, ...], Warm] = {}


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
    visible = List(
        Unicode(), help="Files and directories that notebooks may read, besides Python's own."
    ).tag(config=True)
    environment = Dict(help="More environment variables for the kernel.").tag(config=True)

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
            "name": self.resources["unique_key"],
            "limits": {
                "memory": self.memory * 2**20,
                "processes": self.processes,
                "disk": self.disk * 2**20,
            },
            "environment": {**spec.env, **_nbgrader_variables()},
        }
        self.km = SandboxManager(
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
    key = (hidden, visible, tuple(sorted((environment or {}).items())), os.getpid())
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
