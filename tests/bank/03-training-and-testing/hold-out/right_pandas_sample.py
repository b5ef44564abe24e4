def hold_out(n_rows, share, seed):
    rows = pd.Series(range(n_rows))
    test = rows.sample(frac=share, random_state=seed)
    train = rows.drop(test.index)
    return train, test
