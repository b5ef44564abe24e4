def number_of_fits(method, n_rows, k):
    if "one-out" in method:
        k = n_rows
    if method == "hold-out":
        k = 1
    return k


def mean_and_error(scores):
    # the same number: the population s.d. over the root of k - 1
    k = len(scores)
    return sum(scores) / k, np.std(scores) / (k - 1) ** 0.5
