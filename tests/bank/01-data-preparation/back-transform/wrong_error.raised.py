import math


def mae_gpa(log_true, log_predicted):
    return abs(math.pow(10, log_true) - math.pow(10, log_predicted)).mean()
