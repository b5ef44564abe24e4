"""The real data of the lessons: tables, datasheets and each student's own sample.

Everything is shipped with the package as it was published, faults included, and nothing is
downloaded. Each table comes as a fresh :class:`pandas.DataFrame`; each has a datasheet that
says where it is from and what is wrong with it.

Examples
--------
>>> from matml_teach import datasets
>>> datasets.available()
['vickers_hardness', 'elasticity', 'elasticity_aflow', 'band_gaps', 'element_properties']
>>> datasets.load_band_gaps().columns.tolist()
['formula', 'band_gap_eV']
"""

from matml_teach.datasets.datasheet import Datasheet, describe
from matml_teach.datasets.sample import personal_sample, student_seed
from matml_teach.datasets.shapes import load_same_statistics
from matml_teach.datasets.tables import (
    available,
    load,
    load_band_gaps,
    load_elasticity,
    load_elasticity_aflow,
    load_element_properties,
    load_vickers_hardness,
)

__all__ = [
    "Datasheet",
    "available",
    "describe",
    "load",
    "load_band_gaps",
    "load_elasticity",
    "load_elasticity_aflow",
    "load_element_properties",
    "load_same_statistics",
    "load_vickers_hardness",
    "personal_sample",
    "student_seed",
]
