model = make_pipeline(StandardScaler(), Ridge(alpha=10))
scoring = "neg_mean_absolute_error"
folds = KFold(5, shuffle=True, random_state=0)
mae_random = -cross_val_score(model, X_hardness, y_hardness, cv=folds, scoring=scoring).mean()
mae_grouped = -cross_val_score(
    model, X_hardness, y_hardness, groups=composition, cv=GroupKFold(5), scoring=scoring
).mean()
mae_clustered = -cross_val_score(
    model, X_hardness, y_hardness, groups=cluster, cv=LeaveOneGroupOut(), scoring=scoring
).mean()
