def auc(is_insulator, score):
    a, b = score[is_insulator], score[~is_insulator]
    n = min(len(a), len(b))
    return np.mean(a[:n] > b[:n])
