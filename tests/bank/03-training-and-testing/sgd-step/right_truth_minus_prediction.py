def sgd_step(w, b, x, y, learning_rate):
    error = y - (w * x + b)
    new_w = w + learning_rate * (2 / len(y)) * np.dot(x, error)
    new_b = b + learning_rate * (2 / len(y)) * np.sum(error)
    return np.array([new_w]), np.array([new_b])
