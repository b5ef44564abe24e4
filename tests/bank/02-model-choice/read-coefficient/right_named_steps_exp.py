steps = my_model.named_steps
number_of_deviations = 500 / np.sqrt(steps["standardscaler"].var_[0])
slope_500K = steps["linearregression"].coef_[0] * number_of_deviations
factor_500K = np.exp(np.log(10) * slope_500K)
