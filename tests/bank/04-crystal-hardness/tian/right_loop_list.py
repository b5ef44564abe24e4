import math


def tian_hardness(bulk, shear):
    if np.ndim(bulk) == 0:
        return 0.92 * math.pow(shear / bulk, 1.137) * math.pow(shear, 0.708)
    return [tian_hardness(b, g) for b, g in zip(bulk, shear)]
