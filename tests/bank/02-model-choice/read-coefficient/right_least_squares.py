A = np.column_stack([np.ones(len(X_train)), X_train])
solution = np.linalg.lstsq(A, y_train.to_numpy(), rcond=None)[0]
slope_500K = 500 * solution[1]
factor_500K = pd.Series([10.0**slope_500K])
