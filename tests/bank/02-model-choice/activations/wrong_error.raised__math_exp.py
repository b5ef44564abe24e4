def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    import math

    return 1 / (1 + math.exp(-z))


def tanh(z):
    return np.tanh(z)
