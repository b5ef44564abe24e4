def sgd_step(w, b, x, y, learning_rate):
    miss = w * x + b - y
    return 2 * np.mean(miss * x), 2 * np.mean(miss)
