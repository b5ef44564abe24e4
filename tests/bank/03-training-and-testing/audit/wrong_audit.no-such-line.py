faults = {2: "selection", 3: "leak", 4: "leak", 12: "leak", 9: "selection"}
