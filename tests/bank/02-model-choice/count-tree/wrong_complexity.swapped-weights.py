def count_tree(tree):
    leaves = tree.get_n_leaves()
    return 2 * leaves + leaves - 1
