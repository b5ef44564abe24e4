count_tree = lambda tree: 3 * tree.get_n_leaves() - 2
