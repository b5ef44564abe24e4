def auc(is_insulator, score):
    insulators, metals = score[is_insulator == 1], score[is_insulator == 0]
    return ((np.sign(np.subtract.outer(insulators, metals)) + 1) / 2).mean()
