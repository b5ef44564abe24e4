def count_tree(tree):
    return tree.get_n_leaves()
