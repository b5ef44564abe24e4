from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer
from sklearn.linear_model import LinearRegression


def impute_shear(train, test):
    imputer = IterativeImputer(LinearRegression()).set_output(transform="pandas")
    return imputer.fit_transform(train), imputer.transform(test)
