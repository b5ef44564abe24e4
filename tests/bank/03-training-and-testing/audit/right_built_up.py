faults = {}
for line in (4, 5):
    faults[line] = "leak"
for line in (3, 10, 11):
    faults[line] = "selection"
faults[8] = "rounding"
print(faults)
