from scipy.stats import sem


def number_of_fits(method, n_rows, k):
    fits = {"hold-out": 1, "leave-one-out": n_rows}
    return fits.get(method, k)


def mean_and_error(scores):
    return np.mean(scores), sem(scores)
