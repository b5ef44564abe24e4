model = make_pipeline(StandardScaler(), Ridge(alpha=10))
mae_random = -cross_val_score(
    model, X_hardness, y_hardness, cv=KFold(5, shuffle=True, random_state=0)
).mean()
mae_grouped = -cross_val_score(
    model, X_hardness, y_hardness, cv=GroupKFold(5), groups=composition
).mean()
mae_clustered = -cross_val_score(
    model, X_hardness, y_hardness, cv=LeaveOneGroupOut(), groups=cluster
).mean()
