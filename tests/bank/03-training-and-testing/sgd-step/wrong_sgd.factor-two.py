def sgd_step(w, b, x, y, learning_rate):
    miss = w * x + b - y
    return w - learning_rate * np.mean(miss * x), b - learning_rate * np.mean(miss)
