def overtakes(sizes, error_a, error_b):
    return int(np.argmax(np.asarray(error_b) < np.asarray(error_a)))
