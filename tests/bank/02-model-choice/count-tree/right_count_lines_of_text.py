from sklearn.tree import export_text


def count_tree(tree):
    text = export_text(tree, max_depth=1000)
    leaves = text.count("value:")
    return leaves + 2 * (leaves - 1)
