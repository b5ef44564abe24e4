def count_tree(tree):
    return 3 * tree.tree_.node_count
