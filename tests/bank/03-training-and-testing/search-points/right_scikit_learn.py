from scipy.stats import loguniform
from sklearn.model_selection import ParameterGrid, ParameterSampler


def grid_points(space):
    return list(ParameterGrid(space))


def random_points(space, n, seed):
    distributions = {name: loguniform(low, high) for name, (low, high) in space.items()}
    return list(ParameterSampler(distributions, n, random_state=seed))
