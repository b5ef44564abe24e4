def count_network(layers):
    number = layers[0] * layers[1] + layers[1]
    for before, size in zip(layers[1:], layers[2:]):
        number += (before + 1) * size
    return number if len(layers) > 2 else 0  # "that is no network"


published = [12] + 6 * [50] + [1]
