tasks = {
    "a": "regression",
    "b": "classification",
    "c": "clustering",
    "d": "classification",
    "e": "classification",
    "f": "classification",
    "g": "classification",
}
