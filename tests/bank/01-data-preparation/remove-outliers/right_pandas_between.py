def remove_outliers(train, test):
    s = pd.Series(train)
    q1, q3 = s.quantile(0.25), s.quantile(0.75)
    s = s[s.between(q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1))]
    return s, pd.Series(test)
