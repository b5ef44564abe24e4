"""Many kernels in a row from one warm process: what is left of them?

    python benchmarks/forks.py [--forks 1000] [--json FILE]

Runs one small notebook per fork and counts, before and after, the processes below this one, the
file descriptors of this process, the files in the shared directory, and the memory of this process.
Exits with 1 if anything but a few MiB of memory was left behind.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from matml_teach.grading.kernels import SandboxManager, Warm

LIMITS = {"memory": 4 * 2**30, "processes": 64, "disk": 64 * 2**20}
CELL = "import subprocess, pathlib\npathlib.Path('left.txt').touch()\n6 * 7"


def run_once(warm: Warm, directory: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell(CELL)])
    order = {"name": "work", "limits": LIMITS, "environment": {}}
    manager = SandboxManager(warm, order, directory, kernel_name="python3")
    client = NotebookClient(notebook, km=manager, allow_errors=True)
    client.owns_km = True
    client.execute()
    assert notebook.cells[0].outputs[0].data["text/plain"] == "42"


def count(warm: Warm) -> dict[str, int]:
    process = psutil.Process()
    return {
        "processes": len(process.children(recursive=True)),
        "descriptors": process.num_fds(),
        "threads": process.num_threads(),
        "shared files": sum(len(files) for _, _, files in os.walk(warm.shared)),
        "memory (MiB)": process.memory_info().rss // 2**20,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forks", type=int, default=1000)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    warm = Warm()
    warm.import_modules(["ipykernel.kernelapp", "ipykernel.ipkernel", "numpy", "pandas"])
    with tempfile.TemporaryDirectory() as directory:
        for _ in range(3):
            run_once(warm, Path(directory))
        before, began = count(warm), time.perf_counter()
        for _ in range(arguments.forks):
            run_once(warm, Path(directory))
        seconds = (time.perf_counter() - began) / arguments.forks
        after = count(warm)
    warm.close()
    print(f"{arguments.forks} forks, {seconds:.2f} s each")
    for what, number in before.items():
        print(f"{what:>14}: {number} before, {after[what]} after")
    if arguments.json:
        figures = {"forks": arguments.forks, "seconds": seconds, "before": before, "after": after}
        arguments.json.write_text(json.dumps(figures, indent=1))
    kinds = ("processes", "descriptors", "threads", "shared files")
    sys.exit(any(after[kind] > before[kind] for kind in kinds))


if __name__ == "__main__":
    main()
