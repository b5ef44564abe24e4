from sklearn.preprocessing import FunctionTransformer


def winsorise(train, test, share):
    low, high = np.nanquantile(train, [share, 1 - share])
    capper = FunctionTransformer(np.clip, kw_args={"a_min": low, "a_max": high})
    return capper.fit_transform(train), capper.transform(test)
