def stratified_folds(labels, k, seed):
    order = np.argsort(labels, kind="stable")
    folds = np.empty(len(labels), dtype=int)
    for i, part in enumerate(np.array_split(order, k)):
        folds[part] = i
    return folds
