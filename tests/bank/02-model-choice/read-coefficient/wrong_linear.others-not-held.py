line = LinearRegression().fit(X_train[["MeltingT"]], y_train)
slope_500K = 500 * line.coef_[0]
factor_500K = 10**slope_500K
