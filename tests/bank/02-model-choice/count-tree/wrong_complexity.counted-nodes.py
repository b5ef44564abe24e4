def count_tree(tree):
    return tree.tree_.node_count
