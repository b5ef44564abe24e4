def mae_gpa(log_true, log_predicted):
    total = 0
    for t, p in zip(log_true, log_predicted):
        error = abs(10**t - 10**p)
        print(f"{10**t:.1f} GPa, off by {error:.1f} GPa")
        total += error
    return total / len(log_true)
