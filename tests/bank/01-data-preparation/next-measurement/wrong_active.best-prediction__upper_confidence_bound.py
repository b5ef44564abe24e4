def next_measurement(predicted, std, measured):
    # high hardness and high uncertainty are both good
    score = predicted + 2 * std
    score[measured] = -np.inf
    return int(np.argmax(score))
