def winsorise(train, test, share):
    # np.percentile wants per cent
    low, high = np.percentile(train, [100 * share, 100 - 100 * share])

    def cap(values):
        capped = []
        for value in values:
            if value < low:
                capped.append(low)
            elif value > high:
                capped.append(high)
            else:
                capped.append(value)
        return capped

    return [cap(train), cap(test)]
