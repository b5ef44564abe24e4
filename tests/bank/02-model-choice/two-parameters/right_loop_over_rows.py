def my_feature(F):
    numbers = []
    for _, row in F.iterrows():
        numbers.append(row["NpValence"] / (row["MeltingT"] * row["Row"]) ** 0.9)
    return numbers
