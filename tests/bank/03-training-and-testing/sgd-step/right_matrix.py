def sgd_step(w, b, x, y, learning_rate):
    X = np.column_stack([x, np.ones(len(x))])
    theta = np.array([w, b])
    return theta - learning_rate * 2 / len(x) * X.T @ (X @ theta - y)
