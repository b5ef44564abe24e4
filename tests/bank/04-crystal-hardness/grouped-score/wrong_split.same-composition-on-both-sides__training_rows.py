def grouped_mae(model, X, y, formulas):
    return mean_absolute_error(y, model.fit(X, y).predict(X))
