logs = np.log10(K_train)
baseline_log = np.abs(logs - logs.mean()).mean()
baseline_gpa = np.abs(K_train - 10 ** logs.mean()).mean()
