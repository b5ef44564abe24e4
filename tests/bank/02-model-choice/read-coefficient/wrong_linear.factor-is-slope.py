coefficient, deviation = my_model[-1].coef_[0], my_model[0].scale_[0]
slope_500K = factor_500K = 500 * coefficient / deviation
