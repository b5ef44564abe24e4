line = LinearRegression().fit(X_test, y_test)
slope_500K = 500 * line.coef_[0]
factor_500K = 10**slope_500K
