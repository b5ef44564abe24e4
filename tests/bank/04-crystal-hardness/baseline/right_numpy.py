level = np.mean(np.log10(K_train))
baseline_log = np.mean(np.abs(np.log10(K_test) - level))
baseline_gpa = np.mean(np.abs(K_test - 10**level))
