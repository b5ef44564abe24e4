import math


def affordable_features(n_points):
    cautious, _ = divmod(n_points, 1_000)
    generous = math.floor(n_points / 100)
    return (cautious, generous)
