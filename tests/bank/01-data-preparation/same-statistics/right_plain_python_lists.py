import statistics
from math import sqrt


def standardised(values):
    m, s = statistics.fmean(values), statistics.pstdev(values)
    return [(value - m) / s for value in values]


def match_statistics(x, y):
    u = standardised(list(x))
    v = standardised(list(y))
    r_old = sum(a * b for a, b in zip(u, v)) / len(u)
    v = standardised([b - r_old * a for a, b in zip(u, v)])
    new_x = [MEAN_X + SD_X * a for a in u]
    new_y = [MEAN_Y + SD_Y * (R * a + sqrt(1 - R**2) * b) for a, b in zip(u, v)]
    return [new_x, new_y]
