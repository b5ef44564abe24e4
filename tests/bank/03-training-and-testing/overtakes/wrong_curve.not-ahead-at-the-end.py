def overtakes(sizes, error_a, error_b):
    ahead = np.asarray(error_b) < np.asarray(error_a)
    for i in range(len(sizes)):
        if ahead[i:].all():
            return sizes[i]
    return sizes[-1]
