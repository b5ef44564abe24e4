faults = {
    3: "outlier",
    4: "leak",
    5: "selection",
    8: "rounding",
    10: "selection",
    11: "selection",
}
