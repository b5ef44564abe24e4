def count_tree(tree):
    nodes = tree.tree_.node_count
    questions = (nodes - 1) // 2
    return 2 * questions + (nodes - questions)
