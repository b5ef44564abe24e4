def mean_baseline(y_train, y_test):
    mean = sum(y_train) / len(y_train)
    return sum(abs(y - mean) for y in y_test) / len(y_test)


def most_frequent_baseline(labels_train, labels_test):
    counts = {}
    for label in labels_train:
        counts[label] = counts.get(label, 0) + 1
    guess = max(counts, key=counts.get)
    right = [label for label in labels_test if label == guess]
    return len(right) / len(labels_test)
