def hold_out(n_rows, share, seed):
    train, test = train_test_split(np.arange(n_rows), test_size=share)
    return train, test
