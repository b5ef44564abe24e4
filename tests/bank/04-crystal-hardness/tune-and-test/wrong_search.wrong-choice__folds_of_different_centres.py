def tune_and_test(X_train, y_train, X_test, y_test, candidates):
    errors = {}
    for k in candidates:
        absolute = []
        for a, b in KFold(5, shuffle=True, random_state=7).split(X_train):
            mean, sd = X_train[a].mean(axis=0), X_train[a].std(axis=0)
            # The training part is centred, the validation part only divided.
            model = KNeighborsRegressor(k).fit((X_train[a] - mean) / sd, y_train[a])
            absolute += list(abs(model.predict(X_train[b] / sd) - y_train[b]))
        errors[k] = np.mean(absolute)
    k = min(errors, key=errors.get)
    mean, sd = X_train.mean(axis=0), X_train.std(axis=0)
    model = KNeighborsRegressor(k).fit((X_train - mean) / sd, y_train)
    return k, np.mean(abs(model.predict((X_test - mean) / sd) - y_test))
