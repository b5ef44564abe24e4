def grid_points(space):
    start = {name: values[0] for name, values in space.items()}
    points = [start]
    for name, values in space.items():
        points += [{**start, name: value} for value in values[1:]]
    return points
