from scipy import stats


def winsorise(train, test, share):
    low = stats.scoreatpercentile(train, 100 * share)
    high = stats.scoreatpercentile(train, 100 * (1 - share))
    both = np.median(
        [
            np.full(len(train) + len(test), low),
            np.r_[train, test],
            np.full(len(train) + len(test), high),
        ],
        axis=0,
    )
    return both[: len(train)], both[len(train) :]
