trained = make_pipeline(StandardScaler(), LogisticRegression()).fit(F_train, insulator_train)


def my_feature(F):
    return trained.decision_function(F)
