def grouped_mae(model, X, y, formulas):
    numbers = composition_groups(list(formulas))
    predicted = cross_val_predict(model, X, y, groups=numbers, cv=GroupKFold(5))
    return mean_absolute_error(y, predicted)
