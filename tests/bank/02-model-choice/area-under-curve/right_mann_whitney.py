from scipy.stats import mannwhitneyu


def auc(is_insulator, score):
    a, b = score[is_insulator], score[~is_insulator]
    return mannwhitneyu(a, b).statistic / (len(a) * len(b))
