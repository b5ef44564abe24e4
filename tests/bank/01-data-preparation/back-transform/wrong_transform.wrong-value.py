def mae_gpa(log_true, log_predicted):
    # root of the mean squared error
    return np.sqrt(np.mean((10**log_true - 10**log_predicted) ** 2))
