"""Composition features: ours and matminer's, side by side on the same formulas.

    python benchmarks/featurize.py [--matminer-python PYTHON] [--json FILE]

What is timed is the way from the text of the formulas to the matrix of features; starting Python,
importing and loading tables are not. The two take turns, so that a noisy machine disturbs both
alike, and matminer works in one process (``n_jobs=1``), as ours does.
"""

import argparse
import json
import random
import statistics
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from matml_teach import datasets, features

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "oracle"))
from make_magpie_reference import ask, matminer_process

TABLES = ("vickers_hardness", "elasticity", "elasticity_aflow", "band_gaps")


def draw(count: int) -> list[str]:
    """Fixed draw of distinct formulas from all data sets together."""
    everything = sorted(set().union(*(datasets.load(name)["formula"] for name in TABLES)))
    return random.Random(0).sample(everything, count)


def seconds_of_ours(formulas: list[str], *, fresh: bool) -> float:
    """Time one transformation; `fresh` forgets the formulas parsed before."""
    if fresh:
        features._parse.cache_clear()
    featurizer = features.CompositionFeaturizer()
    start = time.perf_counter()
    featurizer.transform(formulas)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--matminer-python", type=Path, help="Python that can import matminer")
    parser.add_argument("--formulas", type=int, default=6000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()

    formulas = draw(arguments.formulas)
    seconds: dict[str, list[float]] = {"matminer": [], "ours": [], "ours, formulas seen before": []}
    console = Console()
    features.CompositionFeaturizer().transform(["Fe2O3"])  # loads the element table
    with (
        matminer_process(formulas, arguments.matminer_python) as matminer,
        console.status("") as status,
    ):
        ask(matminer, "time")  # matminer's first round, not counted
        for repeat in range(arguments.repeats):
            status.update(f"round {repeat + 1} of {arguments.repeats}")
            seconds["matminer"].append(ask(matminer, "time")["seconds"])
            seconds["ours"].append(seconds_of_ours(formulas, fresh=True))
            again = seconds_of_ours(formulas, fresh=False)
            seconds["ours, formulas seen before"].append(again)

    medians = {name: statistics.median(values) for name, values in seconds.items()}
    table = Table(title=f"{len(formulas)} formulas, {arguments.repeats} alternating rounds")
    for heading in ("", "median / s", "fastest / s", "slowest / s", "times matminer's speed"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, values in seconds.items():
        ratio = medians["matminer"] / medians[name]
        table.add_row(
            name, *(f"{t:.4f}" for t in (medians[name], min(values), max(values))), f"{ratio:.0f}"
        )
    console.print(table)

    if arguments.json:
        result = {
            "formulas": len(formulas),
            "seconds": seconds,
            "median_seconds": medians,
            "ratio": medians["matminer"] / medians["ours"],
        }
        arguments.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
