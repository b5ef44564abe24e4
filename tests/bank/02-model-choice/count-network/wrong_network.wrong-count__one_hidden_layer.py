def count_network(layers):
    a, b, c = layers[0], layers[1], layers[-1]
    return (a + 1) * b + (b + 1) * c


published = [12, 50, 50, 50, 50, 50, 50, 1]
