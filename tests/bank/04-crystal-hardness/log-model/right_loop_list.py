import math


def predict_gpa(model, X_train, K_train, X_test):
    logs = [math.log10(value) for value in K_train]
    fitted = clone(model).fit(X_train, logs)
    print("trained on", len(logs))
    return [math.pow(10, value) for value in fitted.predict(X_test)]
