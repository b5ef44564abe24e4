def sgd_step(w, b, x, y, learning_rate):
    residual = (w * x + b) - y
    grad_w = 2 * (residual * x).mean()
    grad_b = 2 * residual.mean()
    return w - learning_rate * grad_w, b - learning_rate * grad_b
