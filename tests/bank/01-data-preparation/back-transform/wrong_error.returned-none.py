def mae_gpa(log_true, log_predicted):
    mae = np.abs(10**log_true - 10**log_predicted).mean()
    print(f"MAE = {mae:.2f} GPa")
