from sklearn.model_selection import train_test_split


def hold_out(n_rows, share, seed):
    train, test = train_test_split(range(n_rows), test_size=share, random_state=seed)
    print(len(train), len(test))
    return train, test
