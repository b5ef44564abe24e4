def mae_gpa(log_true, log_predicted):
    return np.abs(10**log_true - 10**log_predicted)
