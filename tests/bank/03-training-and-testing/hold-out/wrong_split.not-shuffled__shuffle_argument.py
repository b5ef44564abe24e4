def hold_out(n_rows, share, seed):
    return train_test_split(np.arange(n_rows), test_size=share, shuffle=False)
