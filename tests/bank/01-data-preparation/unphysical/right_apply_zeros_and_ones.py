def unphysical(table):
    lowest = table[["bulk_modulus_GPa", "shear_modulus_GPa"]].min(axis=1)
    answer = np.zeros(len(table))
    answer[(lowest <= 0).values] = 1
    answer[(table["anisotropy"] < 0).values] = 1
    return answer


n_unphysical = unphysical(mine).sum()
plt.plot(np.sort(mine["anisotropy"]), ".")
plt.title(f"{n_unphysical:.0f} unphysical rows")
