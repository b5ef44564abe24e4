def importance(model, X, y, columns, order):
    table = X.to_numpy(copy=True)
    for name in columns:
        place = list(X.columns).index(name)
        table[:, place] = table[order, place]
    mae = lambda t: np.abs(model.predict(pd.DataFrame(t, columns=X.columns)) - y).mean()
    return mae(table) - mae(X.to_numpy())
