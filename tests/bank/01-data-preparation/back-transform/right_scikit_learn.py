from sklearn.metrics import mean_absolute_error


def mae_gpa(log_true, log_predicted):
    return mean_absolute_error(np.power(10, log_true), np.power(10, log_predicted))
