"""The tables, read from the files of the package.

``tools/build_datasets.py`` makes those files. pandas is imported by the functions, so that
importing the package costs next to nothing.
"""

from __future__ import annotations

import bz2
import csv
import difflib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_FILES = {
    "vickers_hardness": "vickers_hardness.csv.bz2",
    "elasticity": "elasticity.csv.bz2",
    "elasticity_aflow": "elasticity_aflow.csv.bz2",
    "band_gaps": "band_gaps.csv.bz2",
    "element_properties": "magpie_elements.csv",
}


def available() -> list[str]:
    """List the names of the data sets.

    Returns
    -------
    list of str
        The names that :func:`load` and :func:`describe` take.

    Examples
    --------
    >>> available()
    ['vickers_hardness', 'elasticity', 'elasticity_aflow', 'band_gaps', 'element_properties']
    """
    return list(_FILES)


def check_name(name: str) -> str:
    """Return `name` if there is such a data set.

    Raises
    ------
    ValueError
        If there is none; the message lists the right names and suggests the closest.

    Examples
    --------
    >>> check_name("bandgap")
    Traceback (most recent call last):
    ValueError: there is no data set 'bandgap'; did you mean 'band_gaps'? The data sets are ...
    """
    if name in available():
        return name
    closest = difflib.get_close_matches(str(name).lower().replace("-", "_"), available(), n=1)
    hint = f"did you mean {closest[0]!r}? " if closest else ""
    raise ValueError(
        f"there is no data set {name!r}; {hint}The data sets are {', '.join(available())}"
    )


def load(name: str) -> pd.DataFrame:
    """Load a data set by its name.

    Parameters
    ----------
    name : str
        One of :func:`available`.

    Returns
    -------
    DataFrame
        A fresh copy: changing it changes nothing for the next caller.

    Raises
    ------
    ValueError
        If there is no such data set; the message lists the right names.

    Examples
    --------
    >>> load("vickers_hardness").head(2)
                   formula  load_N  hardness_GPa
    0  Ag0.05Gd0.048Pd0.902    0.49          1.81
    1   Ag0.05Y0.048Pd0.902    0.49          1.64
    """
    return _read(check_name(name)).copy()


def load_vickers_hardness() -> pd.DataFrame:
    """Load measured Vickers hardnesses at known indentation loads.

    Zhang et al., Adv. Mater. 33, 2005112 (2021), https://doi.org/10.1002/adma.202005112.

    Returns
    -------
    DataFrame, shape (1062, 3)
        ``formula``: the composition;
        ``load_N``: the indentation load in N;
        ``hardness_GPa``: the Vickers hardness in GPa.
        A composition has one row per load, up to six.

    Examples
    --------
    >>> table = load_vickers_hardness()
    >>> table[table.formula == "OsB2"]
         formula  load_N  hardness_GPa
    1059    OsB2    0.25          34.8
    1060    OsB2    0.49          27.0
    1061    OsB2    1.96          17.8
    """
    return load("vickers_hardness")


def load_elasticity() -> pd.DataFrame:
    """Load computed elastic moduli of the Materials Project, with their faults and gaps.

    de Jong et al., Sci. Data 2, 150009 (2015), https://doi.org/10.1038/sdata.2015.9; three
    benchmark tables joined on the formula (outer join: no row is lost, what one table
    lacks is NaN).

    Returns
    -------
    DataFrame, shape (6335, 4)
        ``formula``;
        ``bulk_modulus_GPa``: K_VRH in GPa;
        ``shear_modulus_GPa``: G_VRH in GPa;
        ``anisotropy``: the universal elastic anisotropy, without a unit.
        Each formula has one row.

    Examples
    --------
    >>> load_elasticity().isna().sum().to_dict()
    {'formula': 0, 'bulk_modulus_GPa': 28, 'shear_modulus_GPa': 151, 'anisotropy': 4}
    """
    return load("elasticity")


def load_elasticity_aflow() -> pd.DataFrame:
    """Load elastic moduli and Debye temperatures computed by AFLOW.

    Toher et al., Phys. Rev. Materials 1, 015401 (2017),
    https://doi.org/10.1103/PhysRevMaterials.1.015401.

    Returns
    -------
    DataFrame, shape (4896, 4)
        ``formula``: elements in alphabetical order, every amount written (``B2Os1``);
        ``bulk_modulus_GPa``: K_VRH in GPa;
        ``shear_modulus_GPa``: G_VRH in GPa;
        ``debye_temperature_K``: in K.
        Each formula has one row; nothing is missing.

    Examples
    --------
    >>> load_elasticity_aflow().head(2)
        formula  bulk_modulus_GPa  shear_modulus_GPa  debye_temperature_K
    0       Zr1           94.6580            35.9976              268.987
    1  K2Mg5Sn3           21.9928            10.6077              194.685
    """
    return load("elasticity_aflow")


def load_band_gaps() -> pd.DataFrame:
    """Load band gaps computed by AFLOW with the PBE functional.

    Curtarolo et al., Comput. Mater. Sci. 58, 218 (2012),
    https://doi.org/10.1016/j.commatsci.2012.02.005.

    Returns
    -------
    DataFrame, shape (27577, 2)
        ``formula``: elements in alphabetical order, every amount written (``Cl1Na1``);
        ``band_gap_eV``: the gap in eV, exactly 0 for a metal.

    Examples
    --------
    >>> gap = load_band_gaps()["band_gap_eV"]
    >>> int((gap == 0).sum())
    13667
    """
    return load("band_gaps")


def load_element_properties() -> pd.DataFrame:
    """Load the 22 element properties behind the Magpie features.

    Ward et al., npj Comput. Mater. 2, 16028 (2016),
    https://doi.org/10.1038/npjcompumats.2016.28. The units are in the datasheet,
    ``describe("element_properties")``.

    Returns
    -------
    DataFrame, shape (112, 22)
        One row per element from H to Cn, indexed by ``symbol``; every column is float, NaN
        where the property is not known.

    Examples
    --------
    >>> load_element_properties().loc["Fe", ["Number", "Electronegativity", "MeltingT"]].tolist()
    [26.0, 1.83, 1811.0]
    """
    return load("element_properties")


@cache
def _read(name: str) -> pd.DataFrame:
    import pandas as pd

    raw = resources.files(__package__).joinpath("files", _FILES[name]).read_bytes()
    text = (bz2.decompress(raw) if _FILES[name].endswith(".bz2") else raw).decode("utf-8")
    # The csv module and float() rather than pandas.read_csv: every number is the nearest
    # float whatever the version of pandas, and no formula (NaN is one) is taken for a gap.
    header, *rows = csv.reader(text.splitlines())
    words, *numbers = zip(*rows, strict=True)
    columns: dict[str, list[str] | list[float]] = {header[0]: list(words)}
    for column, texts in zip(header[1:], numbers, strict=True):
        columns[column] = [float(number) if number else float("nan") for number in texts]
    table = pd.DataFrame(columns)
    return table.set_index("symbol") if header[0] == "symbol" else table
