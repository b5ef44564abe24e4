slope_500K = 500 * my_model[-1].coef_[1] / my_model[0].scale_[1]
factor_500K = 10**slope_500K
