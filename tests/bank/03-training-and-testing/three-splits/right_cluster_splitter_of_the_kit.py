from matml_teach.splits import LeaveOneClusterOut
from sklearn.metrics import make_scorer

scorer = make_scorer(mean_absolute_error)
model = make_pipeline(StandardScaler(), Ridge(alpha=10))
mae_random = cross_val_score(
    model, X_hardness, y_hardness, scoring=scorer, cv=KFold(5, shuffle=True, random_state=0)
).mean()
mae_grouped = cross_val_score(
    model, X_hardness, y_hardness, scoring=scorer, cv=GroupKFold(5), groups=composition
).mean()
mae_clustered = cross_val_score(
    model, X_hardness, y_hardness, scoring=scorer, cv=LeaveOneClusterOut(5, random_state=0)
).mean()
