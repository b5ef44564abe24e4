def number_of_fits(method, n_rows, k):
    return 1 if method == "hold-out" else k


def mean_and_error(scores):
    return np.mean(scores), np.std(scores, ddof=1) / np.sqrt(len(scores))
