def mae_gpa(log_true, log_predicted):
    return abs(10 ** np.mean(log_true) - 10 ** np.mean(log_predicted))
