from sklearn.metrics import accuracy_score


def mean_baseline(y_train, y_test):
    prediction = np.full(len(y_test), np.mean(y_train))
    return pd.Series(y_test).sub(prediction).abs().mean()


def most_frequent_baseline(labels_train, labels_test):
    guess = pd.Series(labels_train).value_counts().idxmax()
    return accuracy_score(labels_test, [guess] * len(labels_test))
