"""Featurise formulas with matminer; runs in matminer's own environment, not in the kit's.

``python matminer_worker.py FORMULAS.json`` loads the formulas and obeys the lines on standard
input, answering each with one line of JSON:

    time        featurise the formulas, from text to features; answers {"seconds": ...}
    save FILE   featurise and write an .npz file; answers {"saved": FILE}

One process that answers many times keeps imports and start-up out of what is measured.
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from matminer.featurizers.composition import ElementProperty
from pymatgen.core import Composition

formulas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
featurizer = ElementProperty.from_preset("magpie")
featurizer.set_n_jobs(1)


def featurize() -> list[list[float]]:
    """Compute the features of all formulas, starting from their text."""
    return featurizer.featurize_many([Composition(f) for f in formulas], pbar=False)


for line in sys.stdin:
    command, _, argument = line.strip().partition(" ")
    start = time.perf_counter()
    features = featurize()
    answer = {"seconds": time.perf_counter() - start}
    if command == "save":
        np.savez(
            argument,
            formulas=formulas,
            features=np.array(features, dtype=float),
            names=featurizer.feature_labels(),
            versions=[f"{name} {version(name)}" for name in ("matminer", "pymatgen", "numpy")],
        )
        answer = {"saved": argument}
    print(json.dumps(answer), flush=True)
