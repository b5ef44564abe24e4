from scipy.stats import rankdata


def auc(is_insulator, score):
    ranks = rankdata(score)
    n = is_insulator.sum()
    return (ranks[is_insulator].sum() - n * (n + 1) / 2) / (n * (len(score) - n))
