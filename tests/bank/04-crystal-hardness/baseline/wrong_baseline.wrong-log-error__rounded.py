baseline_log = round(np.abs(np.log10(K_test) - np.log10(K_train).mean()).mean(), 1)
baseline_gpa = round(np.abs(K_test - 10 ** np.log10(K_train).mean()).mean(), -1)
