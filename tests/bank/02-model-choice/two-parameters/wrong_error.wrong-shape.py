def my_feature(F):
    return F[["NpValence", "MeltingT"]]
