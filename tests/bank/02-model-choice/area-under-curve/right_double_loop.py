def auc(is_insulator, score):
    won, pairs = 0.0, 0
    for i in range(len(score)):
        for j in range(len(score)):
            if is_insulator[i] and not is_insulator[j]:
                pairs += 1
                if score[i] > score[j]:
                    won += 1
                elif score[i] == score[j]:
                    won += 0.5
    return won / pairs
