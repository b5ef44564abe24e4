def hold_out(n_rows, share, seed):
    table = pd.DataFrame({"row": range(n_rows)})
    test = table.sample(frac=share, random_state=seed)
    train = table.drop(test.index)
    return train, test
