def my_feature(F):
    values = F[["NpValence", "MeltingT"]].to_numpy()
    return values[:, 0] - values[:, 1] / 500
