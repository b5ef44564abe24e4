def auc(is_insulator, score):
    d = score[is_insulator][:, None] - score[~is_insulator]
    return ((d > 0).sum() + (d == 0).sum() / 2) / (len(score) * (len(score) - 1) / 2)
