def auc(is_insulator, score):
    a, b = score[is_insulator], score[~is_insulator]
    return (a > b).mean()
