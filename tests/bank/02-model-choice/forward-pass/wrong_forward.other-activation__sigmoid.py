def forward(X, weights, biases):
    H = X
    for W, b in zip(weights[:-1], biases[:-1]):
        H = 1 / (1 + np.exp(-(H @ W + b)))
    return H @ weights[-1] + biases[-1]
