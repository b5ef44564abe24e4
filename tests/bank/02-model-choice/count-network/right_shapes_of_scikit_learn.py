from sklearn.neural_network import MLPRegressor


def count_network(layers):
    X, y = np.zeros((4, layers[0])), np.zeros((4, layers[-1]))
    y = y[:, 0] if layers[-1] == 1 else y
    hidden = tuple(int(size) for size in layers[1:-1])
    if not hidden:
        return layers[0] * layers[-1] + layers[-1]
    net = MLPRegressor(hidden_layer_sizes=hidden, max_iter=1).fit(X, y)
    return sum(w.size for w in net.coefs_) + sum(b.size for b in net.intercepts_)


published = (12,) + 6 * (50,) + (1,)
