faults = {1: "selection", 3: "selection", 4: "leak", 5: "leak", 8: "rounding"}
