import statistics


def scale_columns(train, test, centre, spread):
    new_train, new_test = [], []
    for j in range(len(train[0])):
        column = [row[j] for row in train]
        c, s = centre(column), spread(column)
        if s == 0:
            s = 1
        new_train.append([(v - c) / s for v in column])
        new_test.append([(row[j] - c) / s for row in test])
    # from columns back to rows
    return [list(row) for row in zip(*new_train)], [list(row) for row in zip(*new_test)]


def standardise(train, test):
    return scale_columns(train, test, statistics.mean, statistics.stdev)


def min_max(train, test):
    return scale_columns(train, test, min, lambda column: max(column) - min(column))


def iqr(column):
    q1, _, q3 = statistics.quantiles(column, n=4, method="inclusive")
    return q3 - q1


def robust(train, test):
    return scale_columns(train, test, statistics.median, iqr)
