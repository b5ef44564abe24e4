def forward(X, weights, biases):
    for W, b in zip(weights, biases):
        z = np.column_stack([X, np.ones(len(X))]) @ np.vstack([W, b])
        X = np.where(z > 0, z, 0)
    return z
