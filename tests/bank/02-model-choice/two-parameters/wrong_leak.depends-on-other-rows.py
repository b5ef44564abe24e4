def my_feature(F):
    z = (F - F.mean()) / F.std()
    return z["NpValence"] - z["MeltingT"] - z["Row"]
