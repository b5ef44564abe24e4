leaking_lines = [1, 3]
