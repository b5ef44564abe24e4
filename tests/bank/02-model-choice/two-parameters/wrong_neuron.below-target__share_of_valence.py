def my_feature(F):
    return F["NpValence"] / (F["NsValence"] + F["NpValence"] + F["NdValence"])
