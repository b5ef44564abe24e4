def remove_outliers(train, test):
    z = (train - train.mean()) / train.std()
    return train[np.abs(z) < 3], test
