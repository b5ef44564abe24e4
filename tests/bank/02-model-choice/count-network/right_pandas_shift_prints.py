def count_network(layers):
    sizes = pd.Series(layers)
    print(sizes.to_list())
    return ((sizes.shift(1) + 1) * sizes).sum()


published = pd.Series([12, 50, 50, 50, 50, 50, 50, 1])
