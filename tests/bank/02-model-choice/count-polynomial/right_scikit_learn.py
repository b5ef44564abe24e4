from sklearn.preprocessing import PolynomialFeatures


def count_polynomial(n_features, degree):
    return PolynomialFeatures(degree).fit(np.zeros((1, n_features))).n_output_features_
