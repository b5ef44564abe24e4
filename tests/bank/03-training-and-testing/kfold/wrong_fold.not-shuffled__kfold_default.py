from sklearn.model_selection import KFold


def kfold_indices(n_rows, k, seed):
    return list(KFold(k).split(np.zeros(n_rows)))
