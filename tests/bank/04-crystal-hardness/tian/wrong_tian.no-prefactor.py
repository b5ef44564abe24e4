def tian_hardness(bulk, shear):
    return (shear / bulk) ** 1.137 * shear**0.708
