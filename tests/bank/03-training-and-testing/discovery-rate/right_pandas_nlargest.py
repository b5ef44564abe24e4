def discovery_rate(measured, predicted, k):
    frame = pd.DataFrame({"m": measured, "p": predicted})
    picked = frame.nlargest(k, "p")
    return picked.index.isin(frame.nlargest(k, "m").index).mean()
