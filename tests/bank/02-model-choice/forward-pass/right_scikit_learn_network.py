from sklearn.neural_network import MLPRegressor


def forward(X, weights, biases):
    sizes = [W.shape[0] for W in weights] + [len(biases[-1])]
    if len(sizes) == 2:
        return X @ weights[0] + biases[0]
    targets = np.zeros((2, sizes[-1])) if sizes[-1] > 1 else np.zeros(2)
    net = MLPRegressor(hidden_layer_sizes=tuple(sizes[1:-1]), activation="relu", max_iter=1)
    net.fit(np.zeros((2, sizes[0])), targets)
    net.coefs_, net.intercepts_ = list(weights), list(biases)
    return net.predict(X)
