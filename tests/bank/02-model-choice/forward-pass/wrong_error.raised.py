def forward(X, weights, biases):
    H = X
    for W, b in zip(weights[:-1], biases[:-1]):
        H = max(0, H @ W + b)
    return H @ weights[-1] + biases[-1]
