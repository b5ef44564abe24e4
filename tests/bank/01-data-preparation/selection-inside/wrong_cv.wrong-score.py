from sklearn.linear_model import Lasso
from sklearn.pipeline import make_pipeline


def honest_r2(X, y, k):
    # Lasso selects features, too, and it is a linear regression
    model = make_pipeline(SelectKBest(f_regression, k=k), Lasso())
    return cross_val_score(model, X, y, cv=5).mean()
