def count_network(layers):
    return sum((a + 1) * b for a, b in zip(layers[:-2], layers[1:-1]))


published = [12, 50, 50, 50, 50, 50, 50, 1]
