"""Draw the six point clouds of the lesson on summary statistics.

They are drawn, not measured: six recognisable shapes, each moved and stretched to the same
five statistics as those of Matejka and Fitzmaurice, "Same Stats, Different Graphs"
(CHI 2017, doi:10.1145/3025453.3025912).

    python tools/build_same_statistics.py     write matml_teach/datasets/files/same_statistics.csv
"""

import itertools
from pathlib import Path

import numpy as np
import pandas as pd

SHIPPED = Path(__file__).resolve().parent.parent / "matml_teach" / "datasets" / "files"
MEAN, SD, R = np.array([54.26, 47.83]), np.array([16.76, 26.93]), -0.06
POINTS = 144


def _shapes() -> dict[str, np.ndarray]:
    """Return the shapes as drawn, one (n, 2) array each."""
    rng = np.random.default_rng(7)
    turn = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
    line = np.linspace(-1, 1, POINTS // 2)
    corners = np.array(
        [[np.sin(k * np.pi / 5), np.cos(k * np.pi / 5)] for k in range(11)]
    ) * np.where(np.arange(11) % 2, 0.42, 1.0).reshape(-1, 1)
    # Twelve and two spare points on each of the ten edges of the star.
    edges = [
        np.linspace(a, b, 15 if k < 4 else 14, endpoint=False)
        for k, (a, b) in enumerate(itertools.pairwise(corners))
    ]
    column, row = np.meshgrid(np.arange(12), np.arange(12))
    lattice = np.column_stack([(column + 0.5 * (row % 2)).ravel(), (0.866 * row).ravel()])
    return {
        "cloud": rng.normal(size=(POINTS, 2)),
        "ring": np.column_stack([np.cos(turn), np.sin(turn)]),
        "star": np.vstack(edges),
        "cross": np.vstack([np.column_stack([line, line]), np.column_stack([line, -line])]),
        "stripes": np.column_stack([rng.uniform(-1, 1, POINTS), np.tile([-1, -0.4, 0.4, 1], 36)]),
        "lattice": lattice,
    }


def _matched(points: np.ndarray) -> np.ndarray:
    """Return the points whitened, then given the wanted means, deviations and correlation."""
    centred = points - points.mean(axis=0)
    white = np.linalg.solve(np.linalg.cholesky(np.cov(centred.T)), centred.T)
    wanted = np.outer(SD, SD) * [[1, R], [R, 1]]
    return MEAN + (np.linalg.cholesky(wanted) @ white).T


def main() -> None:
    """Write the file."""
    frames = [
        pd.DataFrame(_matched(points), columns=["x", "y"]).round(4).assign(shape=name)
        for name, points in _shapes().items()
    ]
    table = pd.concat(frames)[["shape", "x", "y"]]
    table.to_csv(SHIPPED / "same_statistics.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
