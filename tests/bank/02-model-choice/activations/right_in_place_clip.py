def relu(z):
    z[z < 0] = 0
    return z


def sigmoid(z):
    return np.reciprocal(1 + np.exp(np.negative(z)))


def tanh(z):
    return np.sinh(np.clip(z, -100, 100)) / np.cosh(np.clip(z, -100, 100))
