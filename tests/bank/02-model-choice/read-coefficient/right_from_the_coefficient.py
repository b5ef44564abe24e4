scaler, line = my_model
per_kelvin = dict(zip(X.columns, line.coef_ / scaler.scale_))
slope_500K = per_kelvin["MeltingT"] * 500
factor_500K = np.power(10, slope_500K)
