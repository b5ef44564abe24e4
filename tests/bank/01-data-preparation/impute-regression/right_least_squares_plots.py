def impute_shear(train, test):
    known = train.dropna().to_numpy()
    A = np.c_[np.ones(len(known)), known[:, 0]]
    coefficients, *_ = np.linalg.lstsq(A, known[:, 1], rcond=None)
    plt.scatter(known[:, 0], known[:, 1])
    plt.plot(known[:, 0], A @ coefficients)
    plt.xlabel("bulk modulus (GPa)")
    plt.ylabel("shear modulus (GPa)")

    def complete(row):
        if pd.isna(row["shear_modulus_GPa"]):
            row["shear_modulus_GPa"] = coefficients @ [1, row["bulk_modulus_GPa"]]
        return row

    return train.apply(complete, axis=1), test.apply(complete, axis=1)
