def mean_baseline(y_train, y_test):
    return np.sqrt(np.mean((y_test - y_train.mean()) ** 2))


def most_frequent_baseline(labels_train, labels_test):
    return np.mean(labels_test == pd.Series(labels_train).mode()[0])
