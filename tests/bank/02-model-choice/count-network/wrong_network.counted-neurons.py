def count_network(layers):
    return sum(layers)


published = [12, 50, 50, 50, 50, 50, 50, 1]
