def sgd_step(w, b, x, y, learning_rate):
    gradient = 2 * np.mean(w * x + b - y)
    return w - learning_rate * gradient, b - learning_rate * gradient
