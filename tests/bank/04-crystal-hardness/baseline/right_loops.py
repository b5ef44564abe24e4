import math

total = 0
for value in K_train:
    total += math.log10(value)
level = total / len(K_train)
baseline_log = sum(abs(math.log10(value) - level) for value in K_test) / len(K_test)
baseline_gpa = sum(abs(value - 10**level) for value in K_test) / len(K_test)
