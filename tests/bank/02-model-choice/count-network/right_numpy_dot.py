def count_network(layers):
    layers = np.array(layers)
    return layers[:-1] @ layers[1:] + layers[1:].sum()


published = np.r_[12, np.full(6, 50), 1]
