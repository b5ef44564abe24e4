raw = LinearRegression().fit(X_train, y_train)
slope_500K = float(raw.coef_[0]) * 500
factor_500K = 10**slope_500K
