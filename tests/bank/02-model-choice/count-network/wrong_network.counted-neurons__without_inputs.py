def count_network(layers):
    return sum(layers[1:])


published = [12, 50, 50, 50, 50, 50, 50, 1]
