from scipy.special import exp10


def to_gpa(log10_value):
    return np.exp(log10_value * np.log(10))


def mae_gpa(log_true, log_predicted):
    assert np.allclose(to_gpa(log_true), exp10(log_true))
    return np.linalg.norm(to_gpa(log_true) - to_gpa(log_predicted), ord=1) / len(log_true)
