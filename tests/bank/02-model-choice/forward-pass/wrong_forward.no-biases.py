def forward(X, weights, biases):
    H = X
    for W, b in zip(weights[:-1], biases[:-1]):
        H = np.maximum(0, H @ W)
    return H @ weights[-1]
