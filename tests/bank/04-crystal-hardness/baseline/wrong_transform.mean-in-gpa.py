baseline_log = np.abs(np.log10(K_test) - np.log10(K_train).mean()).mean()
baseline_gpa = np.abs(K_test - K_train.mean()).mean()
