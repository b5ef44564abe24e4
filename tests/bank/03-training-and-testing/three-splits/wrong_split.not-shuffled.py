model = make_pipeline(StandardScaler(), Ridge(alpha=10))
mae_random, mae_grouped, mae_clustered = (
    -cross_val_score(
        model, X_hardness, y_hardness, cv=cv, groups=groups, scoring="neg_mean_absolute_error"
    ).mean()
    for cv, groups in (
        (5, None),
        (GroupKFold(5), composition),
        (LeaveOneGroupOut(), cluster),
    )
)
