from statistics import fmean


def mean_property(composition, values):
    return [fmean((values[e] for e in composition), weights=composition.values())]
