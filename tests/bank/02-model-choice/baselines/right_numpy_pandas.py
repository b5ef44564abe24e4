def mean_baseline(y_train, y_test):
    return np.abs(y_test - y_train.mean()).mean()


def most_frequent_baseline(labels_train, labels_test):
    return np.mean(labels_test == pd.Series(labels_train).mode()[0])
