leaking_lines = "ABC"
