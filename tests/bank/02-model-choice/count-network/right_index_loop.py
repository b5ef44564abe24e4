def count_network(layers):
    total = 0
    for i in range(1, len(layers)):
        weights = layers[i - 1] * layers[i]
        biases = layers[i]
        total = total + weights + biases
    return total


published = [12, 50, 50, 50, 50, 50, 50, 1]
