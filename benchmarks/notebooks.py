"""Time every lesson: whole, and as it is graded; beside it, what scikit-learn alone takes of it.

Each run is a process of its own that has imported everything before the clock starts. The graded
path leaves out the cells tagged `demo`. "scikit-learn" is the time between entering and leaving
scikit-learn's own methods and functions (the outermost call counts), measured in the same run.
"""

import argparse
import ast
import contextlib
import functools
import io
import json
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.md"))
METHODS = ("fit", "predict", "predict_proba", "transform", "fit_transform", "score")


class Clock:
    """Add up the time spent inside wrapped functions; calls within calls count once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def wrap(self, function: Any) -> Any:
        """Return the function, timed."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._depth += 1
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += time.perf_counter() - start

        return timed


def watch_scikit_learn(clock: Clock) -> None:
    """Time the methods of every estimator, and the functions that call them."""
    import sklearn.inspection
    import sklearn.model_selection
    from sklearn.utils import all_estimators

    for _, estimator in all_estimators():
        for method in METHODS:
            if method in vars(estimator) and callable(vars(estimator)[method]):
                setattr(estimator, method, clock.wrap(vars(estimator)[method]))
    for module, names in (
        (sklearn.model_selection, ("cross_val_score", "cross_validate", "cross_val_predict")),
        (sklearn.model_selection, ("learning_curve", "validation_curve")),
        (sklearn.inspection, ("permutation_importance",)),
    ):
        for name in names:
            setattr(module, name, clock.wrap(getattr(module, name)))


def run_here(notebook: str, graded_path: bool) -> dict[str, float]:
    """Run a notebook's cells in this process with the model answers."""
    import jupytext
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    from IPython.core.interactiveshell import InteractiveShell

    mpl.use("Agg")
    warnings.simplefilter("ignore")
    cells = [
        cell
        for cell in jupytext.read(ROOT / "notebooks" / f"{notebook}.md").cells
        if cell.cell_type == "code"
        and not (graded_path and "demo" in cell.metadata.get("tags", []))
    ]
    shell = InteractiveShell.instance()
    imports = "\n".join(
        ast.unparse(statement)
        for cell in cells
        for statement in ast.parse(cell.source).body
        if isinstance(statement, ast.Import | ast.ImportFrom)
    )
    clock = Clock()
    with contextlib.redirect_stdout(io.StringIO()):
        shell.run_cell(imports).raise_error()
        watch_scikit_learn(clock)
        wall, cpu = time.perf_counter(), time.process_time()
        for cell in cells:
            shell.run_cell(cell.source).raise_error()
            for number in plt.get_fignums():
                plt.figure(number).canvas.draw()
            plt.close("all")
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": wall, "cpu": cpu, "scikit-learn": clock.seconds}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notebook", choices=NOTEBOOKS, help="only this one")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        notebook, path = options.worker
        print(json.dumps(run_here(notebook, path == "graded path")))
        return
    rows = []
    print(
        f"{'notebook':26} {'path':12} {'wall (s)':>8} {'CPU (s)':>8} {'scikit-learn, wall (s)':>23}"
    )
    for notebook in [options.notebook] if options.notebook else NOTEBOOKS:
        for path in ("graded path", "full"):
            command = [sys.executable, __file__, "--worker", notebook, path]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            row = {"notebook": notebook, "path": path, **json.loads(said.splitlines()[-1])}
            rows.append(row)
            print(
                f"{notebook:26} {path:12} {row['wall']:8.2f} {row['cpu']:8.2f} "
                f"{row['scikit-learn']:17.2f}"
            )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
