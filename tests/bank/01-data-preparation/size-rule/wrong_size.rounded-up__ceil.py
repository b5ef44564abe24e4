import math


def affordable_features(n_points):
    return math.ceil(n_points / 1000), math.ceil(n_points / 100)
