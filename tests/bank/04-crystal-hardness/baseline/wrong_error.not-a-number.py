baseline_log = np.abs(np.log10(K_test) - np.log10(K_train).mean())
baseline_gpa = np.abs(K_test - 10 ** np.log10(K_train).mean())
