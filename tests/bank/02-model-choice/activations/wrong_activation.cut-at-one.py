def relu(z):
    return np.clip(z, 0, 1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def tanh(z):
    return np.tanh(z)
