def count_network(layers):
    return sum((a + 1) * b for a, b in zip(layers, layers[1:]))


width = (13451 - 1) ** 0.5
published = [12, width, width, 1]
