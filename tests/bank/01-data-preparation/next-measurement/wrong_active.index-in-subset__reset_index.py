def next_measurement(predicted, std, measured):
    table = pd.DataFrame({"std": std, "measured": measured})
    table = table[~table["measured"]].reset_index(drop=True)
    return table["std"].idxmax()
