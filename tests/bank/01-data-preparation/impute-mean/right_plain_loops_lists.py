from math import isnan


def impute_mean(train, test):
    means = []
    for name in train.columns:
        known = [value for value in train[name] if not isnan(value)]
        means.append(sum(known) / len(known))

    def filled(table):
        rows = []
        for row in table.values.tolist():
            rows.append([m if isnan(value) else value for value, m in zip(row, means)])
        return rows

    return filled(train), filled(test)
