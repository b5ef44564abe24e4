tasks = {
    "a": "linear regression",
    "b": "classification",
    "c": "clustering",
    "d": "classification",
    "e": "logistic",
    "f": "classification",
    "g": "classification",
}
