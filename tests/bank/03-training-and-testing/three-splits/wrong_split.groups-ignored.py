model = make_pipeline(StandardScaler(), Ridge(alpha=10))
folds = KFold(5, shuffle=True, random_state=0)
mae_random, mae_grouped, mae_clustered = (
    -cross_val_score(
        model, X_hardness, y_hardness, cv=folds, groups=groups, scoring="neg_mean_absolute_error"
    ).mean()
    for groups in (None, composition, cluster)
)
