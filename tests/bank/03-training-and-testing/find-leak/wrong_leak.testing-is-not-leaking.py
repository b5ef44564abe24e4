leaking_lines = ["A", "F"]
