def compare(models, X, y, splitter):
    for name, model in models.items():
        print(name, cross_val_score(model, X, y, cv=splitter).mean())
