def winsorise(train, test, share=0.1):
    low, high = np.quantile(train, [0.1, 0.9])
    return np.clip(train, low, high), np.clip(test, low, high)
