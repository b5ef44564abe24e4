from sklearn.model_selection import learning_curve


def learning_errors(model, X, y, sizes, X_val, y_val):
    both_X, both_y = np.vstack([X, X_val]), np.concatenate([y, y_val])
    fold = [(np.arange(len(y)), np.arange(len(y), len(both_y)))]
    _, training, validation = learning_curve(
        model, both_X, both_y, train_sizes=sizes, cv=fold, scoring="neg_mean_absolute_error"
    )
    return -training[:, 0], -validation[:, 0]
