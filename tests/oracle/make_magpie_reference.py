"""Write the reference features that ``tests/test_features.py`` compares ours with.

    python tests/oracle/make_magpie_reference.py            write magpie_reference.npz anew
    python tests/oracle/make_magpie_reference.py --check    compare the stored one with matminer

The features are computed by matminer's ``ElementProperty.from_preset("magpie")`` in an environment
that this script builds in a temporary folder (about a minute, needs a package registry), unless
``--matminer-python`` names the Python of one that exists. The formulas are a fixed draw from all
data sets: every composition of the hardness table, hundreds from each other table, and edge cases.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
REFERENCE = HERE / "magpie_reference.npz"

DRAWS = {"vickers_hardness": 529, "elasticity": 600, "elasticity_aflow": 500, "band_gaps": 600}

# Where two programs are most likely to disagree: elements with missing values, ties of the mode
# (exact, within the tolerance, just outside), tiny and large amounts, repeats and brackets.
EDGE_CASES = """
He HeNe Ar XeF2 KrF2 RnF2 FrCl AtH Bk2O3 LrF3 RfCl4 CnH2
NaCl ClNa FeNiCo Fe50.0001Ni49.9999 Fe50.0004Ni49.9996 Fe50.001Ni49.999
Fe0.00001O Fe0.00000002O Fe1e-05O Fe1000000O2 C60 H0.333333O0.666667
FeFe2O3 CH3COOH K4[Fe(CN)6] {Ca[Al(OH)4]2}3 Sr(AlH)2 (Fe0.5Ni0.5)3C CuSO4.5H2O
"""


def draw_formulas() -> list[str]:
    """Fixed draw of distinct formulas, the same on every machine."""
    from matml_teach import datasets

    drawn = dict.fromkeys(EDGE_CASES.split())
    for name, size in DRAWS.items():
        fresh = sorted(set(datasets.load(name)["formula"]) - set(drawn))
        drawn |= dict.fromkeys(random.Random(0).sample(fresh, min(size, len(fresh))))
    return list(drawn)


def build_environment(folder: Path) -> Path:
    """Build matminer's environment in `folder` and return the path of its Python."""
    print("building an environment for matminer (about a minute) ...", file=sys.stderr)
    builder = venv.EnvBuilder(with_pip=True)
    builder.create(folder)
    python = Path(builder.ensure_directories(folder).env_exe)
    requirements = str(HERE / "requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
    return python


@contextmanager
def matminer_process(formulas: list[str], python: Path | None) -> Iterator[subprocess.Popen]:
    """Start ``matminer_worker.py`` on the formulas; `python` None builds an environment for it."""
    with tempfile.TemporaryDirectory() as folder:
        python = python or build_environment(Path(folder, "environment"))
        listing = Path(folder, "formulas.json")
        listing.write_text(json.dumps(formulas), encoding="utf-8")
        command = [python, HERE / "matminer_worker.py", listing]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            yield process
            process.stdin.close()


def ask(process: subprocess.Popen, command: str) -> dict:
    """Send the worker one command and return its answer."""
    print(command, file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        raise SystemExit("matminer's process ended without an answer; its error stands above")
    return json.loads(answer)


def main() -> int:
    """Write or check the reference; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    parser.add_argument("--matminer-python", type=Path, help="Python that can import matminer")
    arguments = parser.parse_args()

    formulas = draw_formulas()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "reference.npz")
        with matminer_process(formulas, arguments.matminer_python) as process:
            print(f"featurising {len(formulas)} formulas with matminer ...", file=sys.stderr)
            ask(process, f"save {target}")
        with np.load(target) as file:
            computed = dict(file)

    if not arguments.check:
        # Column by column, neighbouring bytes are alike and compress better.
        computed["features"] = np.asfortranarray(computed["features"])
        np.savez_compressed(REFERENCE, **computed)
        size = REFERENCE.stat().st_size
        print(f"{REFERENCE.name}: {computed['features'].shape}, {size} bytes")
        return 0

    with np.load(REFERENCE) as file:
        stored = dict(file)
    for key in ("formulas", "names"):
        if stored[key].tolist() != computed[key].tolist():
            print(f"{REFERENCE.name}: the {key} are not those of this script")
            return 1
    difference = np.abs(stored["features"] - computed["features"]).max()
    print(f"{REFERENCE.name}: largest difference from matminer {difference:.3g}")
    return int(difference > 1e-12)


if __name__ == "__main__":
    raise SystemExit(main())
