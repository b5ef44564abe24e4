tasks = {
    "a": "regression",
    "b": "classification",
    "c": "clustering",
    "d": "clustering",
    "e": "regression",
    "f": "classification",
    "g": "classification",
}
