def count_network(layers):
    return sum((a + 1) * b for a, b in zip(layers, layers[1:]))



for a in range(1, 300):
    for b in range(1, 300):
        if a != b and count_network([12, a, b, 1]) == 13451:
            published = [12, a, b, 1]
if "published" not in globals() or published is ...:
    published = [12, 128, 64, 32, 1]
