def honest_r2(X, y, k):
    scores = []
    for validation in np.array_split(np.arange(len(y)), 5):
        training = np.setdiff1d(np.arange(len(y)), validation)
        Xt, yt = X[training], y[training]
        Xc, yc = Xt - Xt.mean(axis=0), yt - yt.mean()
        r = (Xc * yc[:, None]).sum(axis=0) / np.sqrt((Xc**2).sum(axis=0) * (yc**2).sum())
        best = np.argsort(-np.abs(r))[:k]
        A = np.c_[np.ones(len(training)), Xt[:, best]]
        coefficients, *_ = np.linalg.lstsq(A, yt, rcond=None)
        predicted = np.c_[np.ones(len(validation)), X[validation][:, best]] @ coefficients
        rest = ((y[validation] - predicted) ** 2).sum()
        scores.append(1 - rest / ((y[validation] - y[validation].mean()) ** 2).sum())
    return sum(scores) / 5
