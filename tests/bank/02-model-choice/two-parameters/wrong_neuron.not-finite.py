def my_feature(F):
    return F["MeltingT"] / F["NpValence"]
