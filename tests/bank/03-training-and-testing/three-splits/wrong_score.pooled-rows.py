from sklearn.model_selection import cross_val_predict

model = make_pipeline(StandardScaler(), Ridge(alpha=10))
mae_random, mae_grouped, mae_clustered = (
    mean_absolute_error(
        y_hardness, cross_val_predict(model, X_hardness, y_hardness, cv=cv, groups=groups)
    )
    for cv, groups in (
        (KFold(5, shuffle=True, random_state=0), None),
        (GroupKFold(5), composition),
        (LeaveOneGroupOut(), cluster),
    )
)
