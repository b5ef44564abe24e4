baseline_log = np.abs(K_test - K_train.mean()).mean()
baseline_gpa = baseline_log
