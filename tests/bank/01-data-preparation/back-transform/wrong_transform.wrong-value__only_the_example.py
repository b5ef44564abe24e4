def mae_gpa(log_true, log_predicted):
    # 10 GPa predicted as 100 GPa, and one hit
    return (100 - 10) / 2
