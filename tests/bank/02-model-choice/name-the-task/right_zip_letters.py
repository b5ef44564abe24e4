letters = {"r": "regression", "c": "classification", "g": "clustering"}
tasks = dict(zip("abcdefg", (letters[letter] for letter in "rcgcrcc")))
