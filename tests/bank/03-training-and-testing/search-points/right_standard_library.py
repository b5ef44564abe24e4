import itertools
import math
import random


def grid_points(space):
    names = sorted(space)
    return tuple(dict(zip(names, row)) for row in itertools.product(*(space[n] for n in names)))


def random_points(space, n, seed):
    draw = random.Random(seed)
    return [
        {
            name: math.exp(draw.uniform(math.log(ends[0]), math.log(ends[1])))
            for name, ends in space.items()
        }
        for i in range(n)
    ]
