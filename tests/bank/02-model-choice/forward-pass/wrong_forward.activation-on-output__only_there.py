def forward(X, weights, biases):
    H = X
    for W, b in zip(weights[:-1], biases[:-1]):
        H = H @ W + b
    return np.maximum(0, H @ weights[-1] + biases[-1])
