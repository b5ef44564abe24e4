y = y_thirty.to_numpy()


def predict(A, b, C):
    A, C = np.c_[np.ones(len(A)), A], np.c_[np.ones(len(C)), C]
    return C @ np.linalg.lstsq(A, b, rcond=None)[0]


training_errors, cv_errors = [], []
for columns in candidates.values():
    X = X_thirty[columns].to_numpy()
    training_errors.append(abs(predict(X, y, X) - y).mean())
    folds = []
    for k in range(5):
        test = np.arange(6 * k, 6 * k + 6)
        train = np.delete(np.arange(30), test)
        folds.append(abs(predict(X[train], y[train], X[test]) - y[test]).mean())
    cv_errors.append(sum(folds) / 5)
choice = list(candidates)[int(np.argmin(cv_errors))]
