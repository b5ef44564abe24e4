"""Compute the response surface of the hyperparameter search explorer.

A support vector machine (RBF kernel) predicts the decimal logarithm of the bulk modulus in GPa of
400 compounds of the kit's elasticity data from the 22 Magpie means of the composition,
standardised on the training folds. The surface is its cross-validated error over C and gamma.

    python tools/build_search_surface.py     write matml_teach/explorers/search_surface.csv
"""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

from matml_teach.datasets import load_elasticity
from matml_teach.features import CompositionFeaturizer

SHIPPED = Path(__file__).resolve().parent.parent / "matml_teach" / "explorers"
ROWS = 400
# Quarters of a decade.
C = 10.0 ** np.linspace(-2, 3, 21)
GAMMA = 10.0 ** np.linspace(-4, 1, 21)


@cache
def compounds() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return features and target."""
    table = load_elasticity()
    table = table[table["bulk_modulus_GPa"] > 0].sample(ROWS, random_state=0)
    magpie = CompositionFeaturizer().set_output(transform="pandas").fit_transform(table["formula"])
    means = magpie[[name for name in magpie if " mean " in name]]
    return means.to_numpy(float), np.log10(table["bulk_modulus_GPa"].to_numpy(float))


def error(c: float, gamma: float) -> float:
    """Return the mean of the root-mean-square errors of five folds."""
    model = make_pipeline(StandardScaler(), SVR(C=c, gamma=gamma, epsilon=0.05))
    folds = KFold(5, shuffle=True, random_state=0)
    scores = cross_val_score(
        model, *compounds(), cv=folds, scoring="neg_root_mean_squared_error", error_score="raise"
    )
    return float(-scores.mean())


def main() -> None:
    """Write the file."""
    rows = [(c, gamma, error(c, gamma)) for c in C for gamma in GAMMA]
    table = pd.DataFrame(rows, columns=["C", "gamma", "rmse"])
    table[["C", "gamma"]] = table[["C", "gamma"]].map(lambda value: float(f"{value:.6g}"))
    table["rmse"] = table["rmse"].round(5)
    table.to_csv(SHIPPED / "search_surface.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
