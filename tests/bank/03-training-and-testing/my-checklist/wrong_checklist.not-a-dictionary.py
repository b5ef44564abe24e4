my_answers = "The data come from the Materials Project, split at random, MAE 0.2."
