from sklearn.metrics import make_scorer


def compare(models, X, y, splitter):
    scorer = make_scorer(mean_absolute_error)
    found = {}
    for name, model in models.items():
        search = GridSearchCV(model, {}, cv=splitter, scoring=scorer).fit(X, y)
        found[name] = float(search.cv_results_["mean_test_score"][0])
    print(found)
    return found
