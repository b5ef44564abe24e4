def match_statistics(x, y):
    df = pd.DataFrame({"x": x, "y": y})
    df = df - df.mean()
    df["rest"] = df["y"] - df["x"] * df["x"].cov(df["y"]) / df["x"].var()
    df = df / df.std()
    df["mixed"] = R * df["x"] + np.sqrt(1 - R**2) * df["rest"]
    sns.scatterplot(df, x="x", y="mixed")
    plt.show()
    return df["x"] * SD_X + MEAN_X, df["mixed"] * SD_Y + MEAN_Y
