def auc(is_insulator, score):
    d = score[is_insulator][:, None] - score[~is_insulator]
    return (d >= 0).mean()
