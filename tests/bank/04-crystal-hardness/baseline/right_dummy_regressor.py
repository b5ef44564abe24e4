from sklearn.dummy import DummyRegressor

dummy = DummyRegressor(strategy="mean").fit(X_train, np.log10(K_train))
predicted = dummy.predict(X_test)
baseline_log = mean_absolute_error(np.log10(K_test), predicted)
baseline_gpa = mean_absolute_error(K_test, 10**predicted)
