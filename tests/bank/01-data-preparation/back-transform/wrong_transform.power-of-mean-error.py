def mae_gpa(log_true, log_predicted):
    log_error = np.abs(log_true - log_predicted).mean()
    return 10**log_error
