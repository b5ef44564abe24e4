A, B = X_train.to_numpy(), X_test.to_numpy()
a, b = y_train.to_numpy(), y_test.to_numpy()
mean, sd = A.mean(axis=0), A.std(axis=0)


def error(train, test):
    model = KNeighborsRegressor(n_neighbors=5).fit(train, a)
    return np.abs(model.predict(test) - b).mean()


mae_raw = error(A, B)
mae_scaled = error((A - mean) / sd, (B - mean) / sd)
