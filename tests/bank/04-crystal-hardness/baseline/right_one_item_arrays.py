from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyRegressor

model = TransformedTargetRegressor(DummyRegressor(), func=np.log10, inverse_func=lambda z: 10**z)
in_gpa = model.fit(X_train, K_train).predict(X_test)
baseline_gpa = np.array([np.abs(in_gpa - K_test.to_numpy()).mean()])
baseline_log = np.array([np.abs(np.log10(in_gpa) - np.log10(K_test.to_numpy())).mean()])
