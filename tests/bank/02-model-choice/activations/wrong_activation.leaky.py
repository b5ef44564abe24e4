def relu(z):
    return np.where(z > 0, z, 0.01 * z)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def tanh(z):
    return np.tanh(z)
