def number_of_fits(method, n_rows, k):
    return {"hold-out": 1, "leave-one-out": n_rows, "Monte Carlo": k}.get(method, n_rows // k)


def mean_and_error(scores):
    return np.mean(scores), np.std(scores, ddof=1) / np.sqrt(len(scores))
