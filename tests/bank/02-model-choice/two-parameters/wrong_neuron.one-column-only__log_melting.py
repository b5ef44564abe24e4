def my_feature(F):
    return -np.log(F["MeltingT"])
