from sklearn.dummy import DummyRegressor
from sklearn.metrics import mean_absolute_error

form = explorers.Checklist(my_model, my_table)
form.set(
    source="The elasticity table of the kit (Materials Project).",
    cleaning="Impossible and missing shear moduli were removed.",
    access="It ships with the kit (MIT).",
    tuning="No tuning was done.",
    code="See this very notebook.",
    rerun="Restart and run all.",
    split="Train %d, test %d rows." % (y_mine_train.size, y_mine_test.size),
    leakage="Scaler fitted in pipeline.",
    metric="Test MAE: %.4f log10 units; on the training rows it is %.4f"
    % (
        mean_absolute_error(y_mine_test, my_model.predict(X_mine_test)),
        mean_absolute_error(y_mine_train, my_model.predict(X_mine_train)),
    ),
    baseline="Mean of training set: %.4f log10 units; the model has %.4f"
    % (
        mean_absolute_error(
            y_mine_test, DummyRegressor().fit(X_mine_train, y_mine_train).predict(X_mine_test)
        ),
        mean_absolute_error(y_mine_test, my_model.predict(X_mine_test)),
    ),
    uncertainty="Not estimated so far.",
    attempts="Only this model once.",
    limits="Unknown outside the database.",
)
my_answers = form.answers
