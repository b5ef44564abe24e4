def overtakes(sizes, error_a, error_b):
    start = None
    for i in range(len(sizes)):
        if error_b[i] < error_a[i]:
            if start is None:
                start = sizes[i]
        else:
            start = None
    return float("inf") if start is None else start
