def superhard(formulas, predicted, measured, limit=40):
    table = pd.DataFrame({"formula": formulas, "hardness": predicted})
    numbers = composition_groups(measured + formulas)
    table["new"] = ~pd.Series(numbers[len(measured) :]).isin(numbers[: len(measured)])
    return table.query("new and hardness > @limit").sort_values("hardness", ascending=False)
