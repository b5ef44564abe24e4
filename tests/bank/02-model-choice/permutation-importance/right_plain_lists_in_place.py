def importance(model, X, y, columns, order):
    error_before = sum(abs(p - t) for p, t in zip(model.predict(X), y)) / len(y)
    for name in columns:
        old = list(X[name])
        X[name] = [old[i] for i in order]
    error_after = sum(abs(p - t) for p, t in zip(model.predict(X), y)) / len(y)
    return error_after - error_before
