tasks = {
    "a": "regression",
    "b": "classification",
    "c": "classification",
    "d": "classification",
    "e": "regression",
    "f": "classification",
    "g": "classification",
}
