from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.metrics import mean_absolute_error


def mean_baseline(y_train, y_test):
    dummy = DummyRegressor().fit(np.zeros((len(y_train), 1)), y_train)
    return mean_absolute_error(y_test, dummy.predict(np.zeros((len(y_test), 1))))


def most_frequent_baseline(labels_train, labels_test):
    dummy = DummyClassifier(strategy="most_frequent").fit(np.zeros((len(labels_train), 1)), labels_train)
    return dummy.score(np.zeros((len(labels_test), 1)), labels_test)
