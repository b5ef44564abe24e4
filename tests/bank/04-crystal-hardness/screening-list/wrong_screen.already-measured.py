def superhard(formulas, predicted, measured, limit=40):
    table = pd.Series(np.asarray(predicted), index=list(formulas))
    return table[table > limit].sort_values(ascending=False).index.tolist()
