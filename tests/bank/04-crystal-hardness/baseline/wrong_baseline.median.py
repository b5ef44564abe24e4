level = np.log10(K_train).median()
baseline_log = np.abs(np.log10(K_test) - level).mean()
baseline_gpa = np.abs(K_test - 10**level).mean()
