columns = ["NpValence", "MeltingT", "Row"]
train = F_train[columns]
best, used = 0, None
for a in (0.2, 0.5, 1):
    for b in (0.2, 0.5, 1):
        weights = np.array([1, -a, -b])
        reached = try_feature(lambda F: (F[columns] / train.std()) @ weights)
        if reached > best:
            best, used = reached, weights


def my_feature(F):
    return (F[columns] / train.std()) @ used
