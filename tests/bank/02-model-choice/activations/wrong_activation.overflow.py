def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def tanh(z):
    return np.tanh(z)
