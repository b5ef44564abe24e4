def auc(is_insulator, score):
    return roc_auc_score(~is_insulator, score)
