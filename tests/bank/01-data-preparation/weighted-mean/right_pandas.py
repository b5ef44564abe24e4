def mean_property(composition, values):
    amounts = pd.Series(composition, dtype=float)
    properties = pd.Series(values)[amounts.index]
    return (amounts * properties).sum() / amounts.sum()
