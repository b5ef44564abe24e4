def sgd_step(w, b, x, y, learning_rate):
    miss = w * x + b - y
    return -learning_rate * 2 * np.mean(miss * x), -learning_rate * 2 * np.mean(miss)
