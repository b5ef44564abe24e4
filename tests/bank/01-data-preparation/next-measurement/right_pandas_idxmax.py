def next_measurement(predicted, std, measured):
    table = pd.DataFrame({"predicted": predicted, "std": std, "measured": measured})
    return table.loc[~table["measured"], "std"].idxmax()
