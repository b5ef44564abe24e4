import math


def relu(z):
    return np.vectorize(lambda a: a if a > 0 else 0.0)(z)


def sigmoid(z):
    def one(a):
        return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))

    return np.vectorize(one)(z)


def tanh(z):
    return np.vectorize(math.tanh)(z)
