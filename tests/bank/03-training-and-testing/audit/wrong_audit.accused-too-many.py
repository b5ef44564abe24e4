faults = {line: "leak" for line in methods}
