def my_feature(F):
    # the higher, the more like a metal: the neuron finds the sign
    return (F["MeltingT"] * F["Row"] / (F["NpValence"] + 0.2)).to_frame()
