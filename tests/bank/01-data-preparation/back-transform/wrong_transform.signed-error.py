def mae_gpa(log_true, log_predicted):
    return (10**log_true - 10**log_predicted).mean()
