def mae_of(folds):
    result = []
    for train, validation in folds:
        mu, sd = X_hardness[train].mean(axis=0), X_hardness[train].std(axis=0, ddof=1)
        sd[sd == 0] = 1
        A, B = (X_hardness[train] - mu) / sd, (X_hardness[validation] - mu) / sd
        model = Ridge(alpha=10).fit(A, y_hardness[train])
        result.append(np.abs(model.predict(B) - y_hardness[validation]).mean())
    return np.mean(result)


mae_random = mae_of(KFold(5, shuffle=True, random_state=0).split(X_hardness))
mae_grouped = mae_of(GroupKFold(5).split(X_hardness, groups=composition))
mae_clustered = mae_of(
    [(np.where(cluster != c)[0], np.where(cluster == c)[0]) for c in range(5)]
)
