def importance(model, X, y, columns, order):
    moved = X.iloc[order].set_axis(X.index)
    together = X.assign(**moved[list(columns)].to_dict("series"))
    error = lambda table: float(np.abs(np.asarray(y) - model.predict(table)).mean())
    return error(together) - error(X)
