def count_tree(tree):
    leaves = 2 ** tree.get_depth()
    return 2 * (leaves - 1) + leaves
