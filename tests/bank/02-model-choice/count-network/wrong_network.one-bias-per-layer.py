def count_network(layers):
    return sum(a * b + 1 for a, b in zip(layers, layers[1:]))


published = [12, 50, 50, 50, 50, 50, 50, 1]
