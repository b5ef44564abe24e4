def stratified_folds(labels, k, seed):
    shuffled = pd.Series(labels).sample(frac=1, random_state=seed)
    place = shuffled.groupby(shuffled).cumcount()
    return (place % k).sort_index()
