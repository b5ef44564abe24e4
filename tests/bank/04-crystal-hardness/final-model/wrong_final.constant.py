def predict_hardness(train, test):
    return np.full(len(test), train["hardness_GPa"].mean())
