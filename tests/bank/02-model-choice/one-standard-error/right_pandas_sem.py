def simplest_good(parameters, errors):
    table = pd.DataFrame(errors)
    summary = pd.DataFrame(
        {"p": parameters, "mean": table.mean(axis=1), "se": table.sem(axis=1)}
    )
    best = summary.loc[summary["mean"].idxmin()]
    return summary[summary["mean"] <= best["mean"] + best["se"]]["p"].idxmin()
