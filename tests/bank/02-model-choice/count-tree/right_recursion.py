def count_tree(tree):
    t = tree.tree_

    def below(node):
        if t.children_left[node] == -1:
            return 1
        return 2 + below(t.children_left[node]) + below(t.children_right[node])

    return below(0)
