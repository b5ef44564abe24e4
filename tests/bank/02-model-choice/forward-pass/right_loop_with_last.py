def forward(X, weights, biases):
    last = len(weights) - 1
    for i in range(len(weights)):
        X = np.dot(X, weights[i]) + biases[i]
        if i != last:
            X[X < 0] = 0
    return X
