def number_of_fits(method, n_rows, k):
    match method:
        case "hold-out":
            return np.int64(1)
        case "leave-one-out":
            return float(n_rows)
        case _:
            return k


def mean_and_error(scores):
    table = pd.Series(scores)
    return [table.mean(), table.sem()]
