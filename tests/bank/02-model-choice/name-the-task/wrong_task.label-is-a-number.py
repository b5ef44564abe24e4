tasks = {
    "a": "regression",
    "b": "classification",
    "c": "clustering",
    "d": "regression",
    "e": "regression",
    "f": "classification",
    "g": "classification",
}
