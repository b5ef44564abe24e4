def my_feature(F):
    many = np.where(F["NpValence"] > 1.8, 2, 0)
    low = np.where(F["MeltingT"] < 900, 1, 0)
    return many + low + (F["Row"] < 4)
