def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return np.exp(z) / np.exp(z).sum()


def tanh(z):
    return np.tanh(z)
