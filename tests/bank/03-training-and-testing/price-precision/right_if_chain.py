def number_of_fits(method, n_rows, k):
    if method == "hold-out":
        return 1
    elif method in ("k-fold", "stratified k-fold", "Monte Carlo"):
        return k
    elif method == "leave-one-out":
        return n_rows
    raise ValueError(method)


def mean_and_error(scores):
    scores = np.array(scores)
    return scores.mean(), scores.std(ddof=1) / np.sqrt(scores.size)
