leaking_lines = "A, C, D"
