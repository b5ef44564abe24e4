def number_of_fits(method, n_rows, k):
    # plus one fit on all rows
    return {"hold-out": 1, "leave-one-out": n_rows, "Monte Carlo": k}.get(method, k + 1)


def mean_and_error(scores):
    return np.mean(scores), np.std(scores, ddof=1) / np.sqrt(len(scores))
