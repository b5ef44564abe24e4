def sgd_step(w, b, x, y, learning_rate):
    n = len(x)
    gw = gb = 0.0
    for xi, yi in zip(x, y):
        miss = w * xi + b - yi
        gw += 2 / n * miss * xi
        gb += 2 / n * miss
    w -= learning_rate * gw
    b -= learning_rate * gb
    return w, b
