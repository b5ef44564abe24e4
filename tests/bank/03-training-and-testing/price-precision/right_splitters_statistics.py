import statistics
from math import sqrt

from sklearn.model_selection import KFold, LeaveOneOut, ShuffleSplit


def number_of_fits(method, n_rows, k):
    splitter = {
        "hold-out": ShuffleSplit(1),
        "k-fold": KFold(k),
        "stratified k-fold": KFold(k),
        "leave-one-out": LeaveOneOut(),
        "Monte Carlo": ShuffleSplit(k),
    }[method]
    return len(list(splitter.split(np.zeros(n_rows))))


def mean_and_error(scores):
    scores = list(scores)
    return statistics.mean(scores), statistics.stdev(scores) / sqrt(len(scores))
