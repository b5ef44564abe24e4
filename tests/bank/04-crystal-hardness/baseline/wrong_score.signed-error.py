level = np.log10(K_train).mean()
baseline_log = abs((np.log10(K_test) - level).mean())
baseline_gpa = abs((K_test - 10**level).mean())
