def has_unseen_element(formulas, measured):
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer()
    vectorizer.fit([parse_formula(formula) for formula in measured])
    known = set(vectorizer.get_feature_names_out())
    marks = []
    for formula in formulas:
        mark = False
        for element in parse_formula(formula):
            if element not in known:
                mark = True
        marks.append(mark)
    return marks
