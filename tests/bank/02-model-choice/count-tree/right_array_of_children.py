def count_tree(tree):
    is_leaf = tree.tree_.children_left == tree.tree_.children_right
    return np.where(is_leaf, 1, 2).sum()
