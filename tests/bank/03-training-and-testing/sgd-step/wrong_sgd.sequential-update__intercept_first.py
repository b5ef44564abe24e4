def sgd_step(w, b, x, y, learning_rate):
    b = b - learning_rate * 2 * np.mean(w * x + b - y)
    w = w - learning_rate * 2 * np.mean((w * x + b - y) * x)
    return w, b
