def stratified_folds(labels, k, seed):
    rng = np.random.default_rng(seed)
    result = np.zeros(len(labels))
    for name in set(labels):
        members = np.where(labels == name)[0]
        rng.shuffle(members)
        for place, row in enumerate(members):
            result[row] = place % k
    return result
