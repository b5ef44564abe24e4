def tian_hardness(bulk, shear):
    table = pd.DataFrame({"B": np.atleast_1d(bulk), "G": np.atleast_1d(shear)})
    return 0.92 * (table["G"] / table["B"]).pow(1.137) * table["G"].pow(0.708)
