def mae_gpa(log_true, log_predicted):
    df = pd.DataFrame({"true": log_true, "predicted": log_predicted})
    df = df.map(lambda value: 10**value)
    return df["true"].sub(df["predicted"]).abs().mean()
