# standard deviation with pandas (n - 1): off by less than a part in a thousand
slope_500K = 500 * my_model[-1].coef_[0] / X_train["MeltingT"].std()
factor_500K = 10**slope_500K
