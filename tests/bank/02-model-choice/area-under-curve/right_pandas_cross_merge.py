def auc(is_insulator, score):
    table = pd.DataFrame({"insulator": is_insulator, "score": score})
    pairs = table[table.insulator].merge(table[~table.insulator], how="cross")
    return (pairs.score_x > pairs.score_y).mean() + (pairs.score_x == pairs.score_y).mean() / 2
