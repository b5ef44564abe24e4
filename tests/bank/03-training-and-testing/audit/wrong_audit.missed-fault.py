faults = {3: "selection", 4: "leak", 8: "rounding", 10: "selection", 11: "selection"}
