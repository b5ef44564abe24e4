faults = {
    3: "cherry-picking",
    4: "leakage",
    5: "leakage",
    8: "rounding",
    10: "cherry-picking",
    11: "cherry-picking",
}
