log_train, log_test = np.log(K_train), np.log(K_test)
baseline_log = np.abs(log_test - log_train.mean()).mean()
baseline_gpa = np.abs(K_test - np.exp(log_train.mean())).mean()
