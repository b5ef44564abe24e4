faults = {4: "leak", 8: "rounding"}
