def forward(X, weights, biases):
    x = X[0]
    for W, b in zip(weights[:-1], biases[:-1]):
        x = np.maximum(0, x @ W + b)
    return x @ weights[-1] + biases[-1]
