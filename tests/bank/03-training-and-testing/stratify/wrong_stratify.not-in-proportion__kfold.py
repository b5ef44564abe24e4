from sklearn.model_selection import KFold


def stratified_folds(labels, k, seed):
    folds = np.zeros(len(labels), dtype=int)
    for i, (_, validation) in enumerate(KFold(k, shuffle=True, random_state=seed).split(labels)):
        folds[validation] = i
    return folds
