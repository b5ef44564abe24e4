def mae_gpa(log_true, log_predicted):
    return np.mean(10 ** np.abs(log_true - log_predicted))
