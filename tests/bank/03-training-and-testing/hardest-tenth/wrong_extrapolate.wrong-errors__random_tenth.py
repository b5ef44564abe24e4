from sklearn.model_selection import train_test_split


def extrapolate(model, X, y):
    A, B, a, b = train_test_split(X, y, test_size=0.1, random_state=0)
    error = model.fit(A, a).predict(B) - b
    return abs(error).mean(), error.mean()


my_mae, my_bias = extrapolate(neighbours, X_hard, y_hard)
