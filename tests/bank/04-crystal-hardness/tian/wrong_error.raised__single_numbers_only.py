import math


def tian_hardness(bulk, shear):
    return 0.92 * math.pow(shear / bulk, 1.137) * math.pow(shear, 0.708)
