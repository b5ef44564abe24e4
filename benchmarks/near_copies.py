"""Near-copies in made-up classes: how many disguised copies are found, how many false pairs.

    python benchmarks/near_copies.py [--students N …] [--classes N] [--json FILE]

Every student chooses an answer for each exercise from the solution bank. Two students then copy
all, or about seven in ten, of another one's answers under other names, in another order and layout.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from matml_teach.reporting.similar import near_copies

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reporting"))
from test_similar import NOTEBOOKS, disguise, made_up_class, released, words

PAIRS = (("s003", "s007"), ("s010", "s012"))


def one_class(notebook: str, size: int, share: float, seed: int) -> tuple[int, int]:
    """Return how many of the two copies are found, and how many other pairs."""
    given = released(notebook)
    answers = made_up_class(notebook, size, seed)
    chance = random.Random(seed)
    for texts in answers.values():
        for first, second in PAIRS:
            if chance.random() < share:
                texts[second] = disguise(texts[first], words(given))
    found = {(pair.first, pair.second) for pair in near_copies(answers, given)}
    return len(found & set(PAIRS)), len(found - set(PAIRS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, nargs="+", default=[16, 60, 300, 1000])
    parser.add_argument("--classes", type=int, default=6)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    table = Table("lesson", "students", "copied", "found", "of", "false pairs", "of")
    rows = []
    for notebook in NOTEBOOKS:
        for size in arguments.students:
            for share in (1.0, 0.7):
                classes = range(100, 100 + arguments.classes)
                counts = [one_class(notebook, size, share, seed) for seed in classes]
                found, false = map(sum, zip(*counts, strict=True))
                pairs = arguments.classes * (size * (size - 1) // 2 - len(PAIRS))
                rows.append([notebook, size, share, found, len(PAIRS) * len(counts), false, pairs])
                table.add_row(*map(str, rows[-1]))
    Console(width=110).print(table)
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
