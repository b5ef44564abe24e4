def count_tree(tree):
    return 3 * tree.n_leaves - 2
