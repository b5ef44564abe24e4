def auc(is_insulator, score):
    return score[is_insulator].mean() - score[~is_insulator].mean()
