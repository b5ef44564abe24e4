"""The tables: as published, complete in rows, with the faults the lessons rely on."""

import hashlib
import subprocess
import sys
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from matml_teach import datasets
from matml_teach.features import parse_formula

FILES = resources.files("matml_teach.datasets") / "files"
SUMS = dict(
    reversed(line.split())
    for line in Path(__file__).with_name("SHA256SUMS").read_text().splitlines()
)
# name: (loader, columns, rows, missing values per column)
TABLES = {
    "vickers_hardness": (
        datasets.load_vickers_hardness,
        ["formula", "load_N", "hardness_GPa"],
        1062,
        [0, 0, 0],
    ),
    "elasticity": (
        datasets.load_elasticity,
        ["formula", "bulk_modulus_GPa", "shear_modulus_GPa", "anisotropy"],
        6335,
        [0, 28, 151, 4],
    ),
    "elasticity_aflow": (
        datasets.load_elasticity_aflow,
        ["formula", "bulk_modulus_GPa", "shear_modulus_GPa", "debye_temperature_K"],
        4896,
        [0, 0, 0, 0],
    ),
    "band_gaps": (datasets.load_band_gaps, ["formula", "band_gap_eV"], 27577, [0, 0]),
}


@pytest.mark.parametrize("name", TABLES)
def test_rows_columns_and_missing_values(name):
    loader, columns, rows, missing = TABLES[name]
    table = loader()
    assert table.columns.tolist() == columns
    assert len(table) == rows
    assert table.isna().sum().tolist() == missing
    assert table.index.equals(type(table.index)(range(rows)))
    assert all(isinstance(formula, str) and formula for formula in table["formula"])
    assert (table.dtypes.iloc[1:] == np.float64).all()
    assert table.equals(datasets.load(name))


def test_element_properties():
    table = datasets.load_element_properties()
    assert table.shape == (112, 22)
    assert table.index.name == "symbol"
    assert (table.dtypes == np.float64).all()
    assert table["Number"].tolist() == list(range(1, 113))
    assert table.loc["Na", "AtomicWeight"] == 22.98976928
    assert int(table.isna().sum().sum()) == 67
    assert np.isnan(table.loc["He", "Electronegativity"])
    for kind in ("Valence", "Unfilled"):
        parts = [f"N{orbital}{kind}" for orbital in "spdf"]
        assert table[f"N{kind}"].equals(table[parts].sum(axis=1))
    assert table.equals(datasets.load("element_properties"))


@pytest.mark.parametrize("name", ["elasticity", "elasticity_aflow", "band_gaps"])
def test_a_formula_has_one_row(name):
    assert datasets.load(name)["formula"].is_unique


def test_each_elastic_property_has_the_rows_of_its_source():
    table = datasets.load_elasticity()
    assert table.iloc[:, 1:].notna().sum().tolist() == [6307, 6184, 6331]


def test_the_join_put_values_of_one_formula_together():
    table = datasets.load_elasticity().set_index("formula")
    assert table.loc["UCl6"].tolist() == [1.0, 0.0, 1.97]
    # HfBe5 and Sr(AlH)2 begin the published bulk moduli, Y2ZnIn the shear moduli, and AgAsRu2
    # the anisotropies.
    assert table["bulk_modulus_GPa"].iloc[:2].tolist() == [131.2330658988945, 41.41153396827747]
    assert table.loc["Y2ZnIn", "shear_modulus_GPa"] == 32.45764787301299
    assert table.loc["AgAsRu2", "anisotropy"] == -5.66


def test_the_known_faults_are_still_there():
    elasticity = datasets.load_elasticity()
    anisotropy = elasticity["anisotropy"]
    assert int((anisotropy <= 0).sum()) == 402
    assert (anisotropy.min(), round(anisotropy.max(), 2)) == (-1785.73, 893.08)
    assert int((elasticity["shear_modulus_GPa"] <= 0).sum()) == 7
    assert int((datasets.load_band_gaps()["band_gap_eV"] == 0).sum()) == 13667
    hardness = datasets.load_vickers_hardness()
    assert hardness["formula"].nunique() == 529
    assert hardness.groupby("formula").size().max() == 6


@pytest.mark.parametrize("name", TABLES)
def test_every_formula_is_of_known_elements(name):
    known = set(datasets.load_element_properties().index)
    for formula in datasets.load(name)["formula"]:
        assert set(parse_formula(formula)) <= known, formula


@pytest.mark.parametrize("name", [*TABLES, "element_properties"])
def test_each_call_gives_a_fresh_frame(name):
    before = datasets.load(name)
    spoilt = datasets.load(name)
    spoilt.iloc[:, -1] = -1.0
    spoilt["another"] = 0
    assert datasets.load(name).equals(before)


@pytest.mark.parametrize("function", [datasets.load, datasets.describe])
@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("hardness", "vickers_hardness"),
        ("Band-Gaps", "band_gaps"),
        ("elastisity", "elasticity"),
        ("../files/band_gaps", "band_gaps"),
    ],
)
def test_a_wrong_name_lists_the_right_ones_and_the_closest(function, wrong, meant):
    with pytest.raises(ValueError, match="there is no data set") as caught:
        function(wrong)
    message = str(caught.value)
    assert repr(wrong) in message
    assert f"did you mean '{meant}'?" in message
    assert all(name in message for name in datasets.available())


@pytest.mark.parametrize("wrong", ["", "qqq", None, 3])
def test_a_hopeless_name_still_lists_the_right_ones(wrong):
    with pytest.raises(
        ValueError, match="The data sets are vickers_hardness, elasticity, "
    ) as caught:
        datasets.load(wrong)
    assert "did you mean" not in str(caught.value)


def test_shipped_files_are_those_recorded():
    found = {name: hashlib.sha256((FILES / name).read_bytes()).hexdigest() for name in SUMS}
    assert found == SUMS


def test_data_stay_small():
    assert sum(len(entry.read_bytes()) for entry in FILES.iterdir()) < 1_500_000


def test_importing_loads_no_pandas():
    code = (
        "import sys, matml_teach.datasets as d; d.available(); d.describe('elasticity');"
        "d.student_seed('x'); print(sorted({'pandas', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
