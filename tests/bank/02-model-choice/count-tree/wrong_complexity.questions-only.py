def count_tree(tree):
    return 2 * (tree.get_n_leaves() - 1)
