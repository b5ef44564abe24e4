one = X_train.mean().to_frame().T
two = one.copy()
two["MeltingT"] = two["MeltingT"] + 500
slope_500K = my_model.predict(two) - my_model.predict(one)
factor_500K = 10 ** my_model.predict(two) / 10 ** my_model.predict(one)
