tasks = {
    "a": "regression",
    "b": "classification",
    "c": "clustering",
    "d": "classification",
    "e": "regression",
    "f": "classification",
    "g": "classification",
}
