errors = np.abs(np.log10(K_test) - np.log10(K_train).mean())
baseline_log = errors.mean()
baseline_gpa = (10**errors).mean()
