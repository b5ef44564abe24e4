level = np.log10(K_train).mean()
baseline_log = np.sqrt(((np.log10(K_test) - level) ** 2).mean())
baseline_gpa = np.sqrt(((K_test - 10**level) ** 2).mean())
