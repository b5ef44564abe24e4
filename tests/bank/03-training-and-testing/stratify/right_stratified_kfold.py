from sklearn.model_selection import StratifiedKFold


def stratified_folds(labels, k, seed):
    folds = np.full(len(labels), -1)
    splitter = StratifiedKFold(n_splits=k, shuffle=True, random_state=seed)
    for i, (_, validation) in enumerate(splitter.split(np.zeros((len(labels), 1)), labels)):
        folds[validation] = i
    return folds
