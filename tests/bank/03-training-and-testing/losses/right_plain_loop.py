def flat(values):
    return [float(value) for value in np.array(values).flatten()]


def mse(y_true, y_pred):
    total = 0
    for a, b in zip(flat(y_true), flat(y_pred)):
        total += (a - b) ** 2
    return total / len(y_true)


def mae(y_true, y_pred):
    total = 0
    for a, b in zip(flat(y_true), flat(y_pred)):
        total += abs(a - b)
    print("MAE", total / len(y_true))
    return total / len(y_true)
