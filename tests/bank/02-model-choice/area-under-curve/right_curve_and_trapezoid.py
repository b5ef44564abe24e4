from sklearn.metrics import roc_curve


def auc(is_insulator, score):
    x, y, _ = roc_curve(is_insulator, score)
    plt.plot(x, y)
    return np.trapezoid(y, x)
