def count_network(layers):
    if len(layers) < 2:
        return 0
    first, second, *rest = layers
    return first * second + second + count_network([second, *rest])


for w in range(1, 1000):
    for depth in range(1, 30):
        # weights and biases of: first layer, the layers between, output
        if 13 * w + (depth - 1) * (w * w + w) + w + 1 == 13451:
            published = [12] + depth * [w] + [1]
