def count_network(layers):
    return sum(a * b for a, b in zip(layers, layers[1:])) + sum(layers)


published = [12, 50, 50, 50, 50, 50, 50, 1]
