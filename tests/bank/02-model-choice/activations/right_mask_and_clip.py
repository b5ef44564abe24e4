def relu(z):
    return z * (z > 0)


def sigmoid(z):
    z = np.clip(z, -500, 500)
    return np.exp(z) / (1 + np.exp(z))


def tanh(z):
    return 2 * sigmoid(2 * np.asarray(z)) - 1
