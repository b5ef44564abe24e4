def my_feature(F):
    return F["NpValence"].rank() - F["MeltingT"].rank()
