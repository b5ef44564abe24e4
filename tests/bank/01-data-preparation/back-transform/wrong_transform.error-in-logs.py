def mae_gpa(log_true, log_predicted):
    return np.mean(np.abs(log_true - log_predicted))
