def mae_gpa(log_true, log_predicted):
    true = 10**log_true
    predicted = 10**log_predicted
    return np.mean(np.abs(true - predicted))
