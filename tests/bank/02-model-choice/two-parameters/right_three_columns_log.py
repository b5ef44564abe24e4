def my_feature(F):
    return np.log(0.3 + F.NpValence) + np.log(F.Electronegativity) - np.log(F.MeltingT)
