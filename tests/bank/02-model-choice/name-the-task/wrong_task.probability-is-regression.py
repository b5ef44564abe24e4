tasks = {
    "a": "regression",
    "b": "classification",
    "c": "clustering",
    "d": "classification",
    "e": "regression",
    "f": "regression",
    "g": "classification",
}
