def mae_gpa(log_true, log_predicted):
    return np.abs(np.exp(log_true) - np.exp(log_predicted)).mean()
