from sklearn.preprocessing import PolynomialFeatures


def count_polynomial(n_features, degree):
    poly = PolynomialFeatures(degree, include_bias=False)
    return poly.fit_transform(np.ones((1, n_features))).shape[1]
