faults = dict(
    zip(
        np.array([11, 10, 8, 5, 4, 3]),
        ["Selection", " selection", "Rounding", "Leak", "LEAK", "Selection"],
    )
)
