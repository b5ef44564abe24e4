def forward(X, weights, biases):
    H = X.T
    for W, b in zip(weights[:-1], biases[:-1]):
        H = np.maximum(W.T @ H + b[:, None], 0)
    return np.squeeze((weights[-1].T @ H + biases[-1][:, None]).T)
