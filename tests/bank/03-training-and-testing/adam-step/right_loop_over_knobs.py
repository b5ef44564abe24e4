from math import sqrt


def adam_step(
    theta, gradient, m, v, t, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    new = []
    for th, g, mi, vi in zip(*map(np.atleast_1d, (theta, gradient, m, v))):
        mi = beta1 * mi + (1 - beta1) * g
        vi = beta2 * vi + (1 - beta2) * g**2
        step = mi / (1 - beta1**t) / (sqrt(vi / (1 - beta2**t)) + epsilon)
        new.append((th - learning_rate * step, mi, vi))
    return [np.array(part) for part in zip(*new)]
