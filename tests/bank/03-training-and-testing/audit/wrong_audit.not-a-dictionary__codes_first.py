faults = {"selection": [3, 11], "leak": [4, 5], "outlier": 9, "rounding": 8}
