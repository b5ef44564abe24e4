from scipy.stats import gmean

typical = gmean(K_train)
baseline_log = (np.log10(K_test / typical)).abs().mean()
baseline_gpa = (K_test - typical).abs().mean()
