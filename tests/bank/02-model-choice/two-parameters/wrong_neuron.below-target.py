def my_feature(F):
    return F["Electronegativity"] / F["MeltingT"]
