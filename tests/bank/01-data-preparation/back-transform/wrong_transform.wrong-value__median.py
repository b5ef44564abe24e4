from sklearn.metrics import median_absolute_error


def mae_gpa(log_true, log_predicted):
    return median_absolute_error(10**log_true, 10**log_predicted)
