def count_tree(tree):
    return tree.get_depth()
