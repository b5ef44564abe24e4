"""What lesson 04 promises of its checks: own numbers, and thresholds far from everybody."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestRegressor
from sklearn.svm import SVR
from test_bank import exercises, verdicts

from matml_teach.datasets import load_vickers_hardness
from matml_teach.features import CompositionFeaturizer
from matml_teach.splits import composition_groups

LESSON = "04-crystal-hardness"


def test_the_baseline_of_one_student_earns_another_nothing():
    theirs = exercises(LESSON, "01234567")["baseline"]
    names = dict(theirs.names)
    exec(theirs.answer.source, names)
    copied = "\n".join(
        f"{name} = {float(names[name])!r}" for name in ("baseline_log", "baseline_gpa")
    )
    assert set(verdicts(theirs, copied).values()) == {None}
    mine = exercises(LESSON, "id132")["baseline"]
    assert set(verdicts(mine, copied).values()) == {
        "baseline.wrong-log-error",
        "baseline.wrong-gpa-error",
    }


def features(table: pd.DataFrame) -> np.ndarray:
    magpie = CompositionFeaturizer().fit_transform(table["formula"])
    return np.column_stack([magpie, np.log10(table["load_N"])])


def skills(predict: Callable[[pd.DataFrame, pd.DataFrame], np.ndarray]) -> list[float]:
    """Skill over the training mean, each third of the compositions held out in turn."""
    table = load_vickers_hardness()
    third = composition_groups(table["formula"]) % 3
    result = []
    for held_out in range(3):
        train, test = table[third != held_out].iloc[::2], table[third == held_out].iloc[::2]
        truth = test["hardness_GPa"].to_numpy()
        error = np.abs(predict(train, test) - truth).mean()
        result.append(1 - error / np.abs(truth - train["hardness_GPa"].mean()).mean())
    return result


@pytest.mark.parametrize("seed", range(3))
def test_a_plain_forest_clears_the_thresholds_by_far(seed):
    def forest(train, test):
        model = RandomForestRegressor(30, max_features=1 / 3, random_state=seed)
        return model.fit(features(train), train["hardness_GPa"]).predict(features(test))

    assert min(skills(forest)) > 0.45 + 0.2


def test_who_knows_only_the_load_stays_far_below():
    def load_only(train, test):
        model = RandomForestRegressor(30, min_samples_leaf=5, random_state=0)
        model.fit(train[["load_N"]], train["hardness_GPa"])
        return model.predict(test[["load_N"]])

    assert max(skills(load_only)) < 0.25 - 0.05


def test_who_forgets_to_scale_is_not_good_enough():
    def unscaled(train, test):
        return SVR().fit(features(train), train["hardness_GPa"]).predict(features(test))

    assert max(skills(unscaled)) < 0.45 - 0.1
