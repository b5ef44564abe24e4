logs = np.log10(K_test)
baseline_log = np.abs(logs - logs.mean()).mean()
baseline_gpa = np.abs(K_test - 10 ** logs.mean()).mean()
