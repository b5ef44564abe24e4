# another split than the one given
A, B = train_test_split(mine["bulk_modulus_GPa"], test_size=0.2, random_state=42)
baseline_log = np.abs(np.log10(B) - np.log10(A).mean()).mean()
baseline_gpa = np.abs(B - 10 ** np.log10(A).mean()).mean()
