from sklearn.model_selection import cross_validate

frame, target = pd.DataFrame(X_hardness), pd.Series(y_hardness)
pipe = make_pipeline(StandardScaler(), Ridge(10))
results = []
for cv, groups in [
    (KFold(n_splits=5, shuffle=True, random_state=0), None),
    (GroupKFold(n_splits=5), composition),
    (LeaveOneGroupOut(), cluster),
]:
    scores = cross_validate(
        pipe, frame, target, cv=cv, groups=groups, scoring="neg_mean_absolute_error"
    )
    results.append([abs(scores["test_score"].mean())])
mae_random, mae_grouped, mae_clustered = results
