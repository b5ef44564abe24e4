def count_network(layers):
    return np.prod(layers) + sum(layers[1:])


published = [12, 50, 50, 50, 50, 50, 50, 1]
