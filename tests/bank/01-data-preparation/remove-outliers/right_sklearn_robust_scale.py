from sklearn.preprocessing import RobustScaler


def remove_outliers(train, test):
    """Measure the distance from the middle of the box in units of the IQR."""
    scaler = RobustScaler().fit(train.reshape(-1, 1))
    iqr = scaler.scale_[0]
    middle = (np.quantile(train, 0.25) + np.quantile(train, 0.75)) / 2
    return train[np.abs(train - middle) <= 2 * iqr], test
