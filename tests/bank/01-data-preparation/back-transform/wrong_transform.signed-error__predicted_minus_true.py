def mae_gpa(log_true, log_predicted):
    error = 10**log_predicted - 10**log_true
    return error.mean()
