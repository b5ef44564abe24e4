from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline


def honest_r2(X, y, k):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=1 / 5, random_state=0)
    model = make_pipeline(SelectKBest(f_regression, k=k), LinearRegression())
    return model.fit(X_train, y_train).score(X_test, y_test)
