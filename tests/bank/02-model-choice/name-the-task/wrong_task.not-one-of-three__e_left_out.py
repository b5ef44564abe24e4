tasks = {
    "a": "regression",
    "b": "classification",
    "c": "clustering",
    "d": "classification",
    "f": "classification",
    "g": "classification",
}
