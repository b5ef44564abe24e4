leaking_lines = "C"
