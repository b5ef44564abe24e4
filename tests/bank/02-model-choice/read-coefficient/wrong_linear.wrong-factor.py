slope_500K = 500 * my_model[-1].coef_[0] / my_model[0].scale_[0]
factor_500K = 10**my_model.predict(X_test).mean() * slope_500K
