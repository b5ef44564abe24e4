baseline_log = np.log10(K_train).mean()
baseline_gpa = 10**baseline_log
