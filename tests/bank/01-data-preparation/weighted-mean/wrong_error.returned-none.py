def mean_property(composition, values):
    mean = sum(n * values[e] for e, n in composition.items()) / sum(composition.values())
    print(mean)
