tasks = {
    "a": "classification",
    "b": "regression",
    "c": "clustering",
    "d": "classification",
    "e": "regression",
    "f": "classification",
    "g": "classification",
}
