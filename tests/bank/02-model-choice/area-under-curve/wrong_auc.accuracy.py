def auc(is_insulator, score):
    return ((score > 0.5) == is_insulator).mean()
