"""Mark the whole bank several times, each with another seed and order: the marks must be the same.

Run it as a program: ``python tests/variations/repeat.py [NOTEBOOK ...] [--seeds 1 2 3]``.
"""

import argparse
import random
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from test_bank import FILES, NOTEBOOKS, exercises, verdicts

Marks = dict[str, dict[str, str | None]]


def marks(files: list[Path], seed: int) -> Marks:
    """Mark the answers in an order, and with random numbers, that the seed decides."""
    order = list(files)
    random.Random(seed).shuffle(order)
    result = {}
    for path in order:
        random.seed(f"{seed} {path.stem}")
        np.random.seed((seed * 1_000_003 + len(result)) % 2**32)  # noqa: NPY002  (what answers draw from)
        exercise = exercises(path.parent.parent.name)[path.parent.name]
        result[str(path)] = verdicts(exercise, path.read_text("utf-8"))
    return result


def main() -> int:
    """Print the counts of each run and every answer whose marks changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", default=NOTEBOOKS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options = parser.parse_args()
    files = [path for path in FILES if path.parent.parent.name in options.notebooks]
    runs = {}
    for seed in options.seeds:
        runs[seed] = run = marks(files, seed)
        right = [path for path in files if path.stem.startswith("right_")]
        wrong = [path for path in files if path.stem.startswith("wrong_")]
        full = sum(not any(run[str(path)].values()) for path in right)
        lost = sum(any(run[str(path)].values()) for path in wrong)
        stated = sum(
            path.stem.removeprefix("wrong_").split("__")[0] in run[str(path)].values()
            for path in wrong
        )
        print(
            f"seed {seed}: {full} of {len(right)} right answers full marks; of {len(wrong)} wrong "
            f"ones {lost} lost marks, {stated} for the stated reason",
            flush=True,
        )
    first, *others = runs.values()
    changed = [path for path in first if any(run[path] != first[path] for run in others)]
    for path in changed:
        print(f"changed: {path}: {[run[path] for run in runs.values()]}")
    print(f"{len(changed)} answers changed their marks")
    return bool(changed)


if __name__ == "__main__":
    sys.exit(main())
