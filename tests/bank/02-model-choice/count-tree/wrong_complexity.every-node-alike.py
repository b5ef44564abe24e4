def count_tree(tree):
    return 2 * tree.tree_.node_count
