def superhard(formulas, predicted, measured, limit=40):
    table = pd.Series(np.asarray(predicted), index=list(formulas))
    table = table[(table > limit) & ~table.index.isin(list(measured))]
    return table.sort_values(ascending=False).index.tolist()
