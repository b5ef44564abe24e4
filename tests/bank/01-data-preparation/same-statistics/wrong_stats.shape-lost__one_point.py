def match_statistics(x, y):
    return np.full(len(x), MEAN_X), np.full(len(y), MEAN_Y)
