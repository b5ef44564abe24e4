faults = pd.Series(
    ["leak", "leak", "leak", "rounding", "selection", "selection"], index=[3, 4, 5, 8, 10, 11]
)
