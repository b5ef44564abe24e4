coefficient, deviation = my_model[-1].coef_[0], my_model[0].scale_[0]
slope_500K = coefficient / deviation
factor_500K = 10 ** (500 * slope_500K)
