tasks = {
    "a": "regression",
    "b": "clustering",
    "c": "clustering",
    "d": "classification",
    "e": "regression",
    "f": "classification",
    "g": "classification",
}
