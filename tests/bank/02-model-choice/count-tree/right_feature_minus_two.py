def count_tree(tree):
    count = 0
    for feature in tree.tree_.feature:
        if feature >= 0:
            count += 2  # which feature and what threshold
        else:
            count += 1  # the value
    return count
