def superhard(formulas, predicted, measured, limit=40):
    known = CompositionFeaturizer().fit_transform(measured)
    result = {}
    for i in np.argsort(predicted)[::-1]:
        features = CompositionFeaturizer().fit_transform([formulas[i]])
        if predicted[i] > limit and not np.isclose(known, features).all(axis=1).any():
            result[formulas[i]] = predicted[i]
    return result
