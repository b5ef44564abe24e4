"""The datasheets say what the data say: every figure in them is computed again."""

import re

import numpy as np
import pytest

from matml_teach import datasets
from matml_teach.features import parse_formula

NAMES = datasets.available()
HEADINGS = [
    "Why it was collected",
    "Source",
    "Licence",
    "Columns",
    "Known faults and peculiarities",
    "Biases",
    "What it must not be used for",
]
RADIOACTIVE = {"Tc", "Pm", "Po", "Ac", "Th", "Pa", "U", "Np", "Pu", "Am"}


def says(name, *sentences):
    """Fail for the first sentence that the datasheet does not contain, line breaks apart."""
    text = " ".join(str(datasets.describe(name)).split())
    for sentence in sentences:
        assert sentence in text, f"the datasheet of {name} does not say {sentence!r}"


def count(condition):
    return f"{int(np.sum(condition)):,}"


def with_element(table, element):
    return np.array([element in parse_formula(formula) for formula in table["formula"]])


def by_composition(table):
    """Index a table by what its formulas mean, whatever their spelling."""

    def key(formula):
        amounts = parse_formula(formula)
        total = sum(amounts.values())
        return tuple(sorted((symbol, round(n / total, 6)) for symbol, n in amounts.items()))

    return table.set_index(table["formula"].map(key))


@pytest.mark.parametrize("name", NAMES)
def test_prints_as_text_and_shows_as_markdown(name):
    sheet = datasets.describe(name)
    assert str(sheet) == repr(sheet) == sheet._repr_markdown_() == sheet.text
    assert sheet.name == name
    assert sheet.text.startswith("# ")
    assert f"(`{name}`)" in sheet.text.splitlines()[0]


@pytest.mark.parametrize("name", NAMES)
def test_has_every_section_and_a_doi(name):
    text = datasets.describe(name).text
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == HEADINGS
    assert "https://doi.org/10." in text


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_the_table(name):
    table = datasets.load(name)
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in datasets.describe(name).text.splitlines()
        if line.startswith("| `")
    ]
    assert [row[0] for row in rows] == table.columns.tolist()
    for column, unit, meaning, missing, *figures in rows:
        values = table[column]
        assert unit
        assert meaning
        assert int(missing) == values.isna().sum()
        if column != "formula":
            expected = [values.min(), values.median(), values.max()]
            assert figures == [f"{number:.6g}" for number in expected]


def test_vickers_hardness():
    table = datasets.load_vickers_hardness()
    sizes = table.groupby("formula").size()
    loads = table.groupby("formula")["load_N"].nunique()
    several = table[table["formula"].map(loads) > 1].sort_values("load_N")
    ends = several.groupby("formula")["hardness_GPa"].agg(["first", "last"])
    ratio = ends["first"] / ends["last"]
    assert (ratio > 1).all()
    repeated = table[table.duplicated(["formula", "load_N"], keep=False)]
    assert repeated["formula"].tolist() == ["Y0.25Zr0.75B12"] * 2
    hard = table[table["hardness_GPa"] > 40]
    boron = with_element(table, "B")
    says(
        "vickers_hardness",
        f"of {table['formula'].nunique()} compositions at known indentation loads: "
        f"{len(table):,} rows",
        f"{count(sizes == 1)} compositions have one row, {count(sizes > 1)} have several, "
        f"up to {sizes.max()}",
        f"All {len(ratio)} compositions measured at several loads are harder at their lightest",
        f"the median ratio is {ratio.median():.2f}",
        "Y0.25Zr0.75B12 at {} N, with {:.1f} and {:.1f} GPa".format(
            repeated["load_N"].iloc[0], *sorted(repeated["hardness_GPa"])
        ),
        f"The {table['load_N'].nunique()} loads",
        f"{count(boron)} rows ({boron.mean():.0%}) contain boron".replace("%", " %"),
        f"{count(with_element(table, 'W'))} contain tungsten",
        f"{len(hard)} rows of {hard['formula'].nunique()} compositions exceed 40 GPa",
        f"{count([('.' in formula) for formula in sizes.index])} compositions have fractional",
    )


def test_elasticity():
    table = datasets.load_elasticity()
    bulk, shear, anisotropy = (table[column] for column in table.columns[1:])
    named = table.set_index("formula")
    complete = table.notna().all(axis=1)
    impossible = anisotropy <= 0
    unknown = shear.isna()
    elements = np.array([len(parse_formula(formula)) for formula in table["formula"]])
    assert (shear.min(), named.loc[["UCl6", "WCl6"], "bulk_modulus_GPa"].tolist()) == (0, [1, 1])
    assert count((shear == 0) & (anisotropy < 0)) == "5"
    assert named["bulk_modulus_GPa"].nlargest(2).index.tolist() == ["U(MnSi)2", "Mn3Fe"]
    assert named.loc["Co3BiO8"].tolist()[:2] == [1, 66]
    oxygen = with_element(table, "O")
    says(
        "elasticity",
        f"anisotropies of {len(table):,} inorganic crystals",
        f"`mp_bulk_modulus` ({count(bulk.notna())} rows), `mp_shear_modulus` "
        f"({count(shear.notna())}) and `mp_elastic_anisotropy` ({count(anisotropy.notna())})",
        f"{count(complete)} rows are complete; {count(~complete)} lack something",
        f"{count(impossible)} values are ≤ 0: {count(anisotropy < 0)} negative and "
        f"{count(anisotropy == 0)} exactly 0",
        f"−{-anisotropy.min():,.2f} ({named['anisotropy'].idxmin()}) and "
        f"+{anisotropy.max():.2f} ({named['anisotropy'].idxmax()})",
        f"{count(anisotropy.abs() > 100)} values are beyond ±100",
        f"{count(shear <= 0)} of them, none negative",
        f"U(MnSi)2 has {bulk.max():.0f} GPa and Mn3Fe {named.loc['Mn3Fe'].iloc[0]:.1f} GPa",
        f"In {count(shear > 1.5 * bulk)} rows G exceeds 1.5 K",
        f"Of the {count(unknown)} rows without a shear modulus {count(impossible & unknown)} "
        f"({impossible[unknown].mean():.0%})".replace("%", " %"),
        f"of the rest {count(impossible & ~unknown)} ({impossible[~unknown].mean():.0%})".replace(
            "%", " %"
        ),
        f"{count(bulk % 1 == 0)} bulk moduli are whole numbers",
        f"a shear modulus of {named.loc['BN'].iloc[1]:.1f} GPa and an anisotropy of "
        f"{named.loc['BN'].iloc[2]:.1f}",
        f"{count(elements == 2)} formulas have two elements, {count(elements == 3)} three, and "
        f"only {count(elements > 3)} more",
        f"{count(oxygen)} ({oxygen.mean():.0%}) contain oxygen".replace("%", " %"),
    )


def test_elasticity_aflow():
    table = datasets.load_elasticity_aflow()
    project = datasets.load_elasticity()
    both = by_composition(table).join(by_composition(project).add_suffix("_mp"), how="inner")
    pairs = both[["bulk_modulus_GPa", "bulk_modulus_GPa_mp"]].dropna()
    ratio = pairs["bulk_modulus_GPa"] / pairs["bulk_modulus_GPa_mp"]
    named = table.set_index("formula")
    elements = np.array([len(parse_formula(formula)) for formula in table["formula"]])
    oxygen = with_element(table, "O")
    assert named["bulk_modulus_GPa"].idxmax() == "C3N4"
    assert named["shear_modulus_GPa"].nlargest(2).index.tolist() == ["B1C7", "C1"]
    assert elements.max() == 3
    says(
        "elasticity_aflow",
        f"Debye temperatures of {len(table):,} crystals",
        f"only {len(set(table['formula']) & set(project['formula']))} agree as text, though "
        f"{len(both):,} compositions are in both tables",
        f"({len(pairs):,} compositions) the correlation is {pairs.corr().iloc[0, 1]:.3f}; "
        f"{((ratio - 1).abs() < 0.1).mean():.0%} agree within 10".replace("%", " %"),
        f"and {count((ratio > 2) | (ratio < 0.5))} differ by more than a factor of two",
        f"C3N4 leads the bulk moduli with {named['bulk_modulus_GPa'].max():.1f} GPa",
        f"B1C7 the shear moduli with {named['shear_modulus_GPa'].max():.1f} GPa, above diamond "
        f"(C1, {named.loc['C1', 'shear_modulus_GPa']:.1f} GPa)",
        f"In {count(table['shear_modulus_GPa'] > 1.5 * table['bulk_modulus_GPa'])} row G exceeds",
        f"{count(elements == 1)} elements, {count(elements == 2)} binaries, "
        f"{count(elements == 3)} ternaries",
        f"{count(oxygen)} ({oxygen.mean():.0%}) contain oxygen".replace("%", " %"),
    )


def test_band_gaps():
    table = datasets.load_band_gaps()
    named = table.set_index("formula")["band_gap_eV"]
    zero = named == 0
    oxygen = with_element(table, "O")
    radioactive = [bool(RADIOACTIVE & set(parse_formula(formula))) for formula in named.index]
    assert named[["As1In1", "In1N1"]].tolist() == [0, 0]
    assert named.nlargest(3).index.tolist() == ["He1", "He2Ne1", "Ne1"]
    compositions = by_composition(table).index
    says(
        "band_gaps",
        f"Band gaps of {len(table):,} crystals",
        f"{count(zero)} gaps ({zero.mean():.1%}) are exactly 0".replace("%", " %"),
        f"Among the others the median is {named[~zero].median():.2f} eV",
        f"Cl1Na1 has {named['Cl1Na1']:.2f} eV",
        f"As1Ga1 {named['As1Ga1']:.2f} against",
        f"Ni1O1 has {named['Ni1O1']:.2f} eV",
        f"Si1 has {named['Si1']:.2f} eV",
        f"The largest gap, {named.max():.2f} eV, is solid helium. {count(named > 10)} gaps",
        f"{len(compositions) - compositions.nunique()} compositions occur twice",
        f"{count(oxygen)} formulas ({oxygen.mean():.0%}) contain oxygen".replace("%", " %"),
        f"{count(radioactive)} formulas contain a radioactive element",
    )


def test_element_properties():
    table = datasets.load_element_properties()
    gaps = table.isna()
    used = set()
    for name in NAMES[:4]:
        for formula in datasets.load(name)["formula"]:
            used |= set(parse_formula(formula))
    assert [symbol for symbol in table.index[gaps.any(axis=1)] if symbol in used] == [
        "He",
        "Ne",
        "Ar",
    ]
    volume, moment = table["GSvolume_pa"], table["GSmagmom"]
    assert volume.index[volume == 38.73125].tolist() == ["Po", "At", "Rn", "Fr", "Ra"]
    heavy = volume.index[volume == 18.08].tolist()
    assert (heavy[0], heavy[-1]) == ("Pu", "Cn")
    assert moment.index[moment == 0.3180036375].tolist() == heavy
    assert moment["Gd"] == 0
    says(
        "element_properties",
        f"{table.shape[1]} properties of {len(table)} elements, from H to Cn",
        f"{count(gaps.to_numpy())} values are missing, in {count(gaps.any(axis=1))} elements",
        f"18.08 for all {len(heavy)} elements from Pu to Cn",
        f"lead has `NValence` {table.loc['Pb', 'NValence']:.0f}",
        f"`GSmagmom` is 0 for {count(moment == 0)} of the {len(table)} elements",
        f"oxygen has `NpValence` {table.loc['O', 'NpValence']:.0f} and `NpUnfilled` "
        f"{table.loc['O', 'NpUnfilled']:.0f}",
    )
