"""The formula parser and the composition featuriser: matminer's numbers, scikit-learn's manners."""

import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import estimator_checks, get_tags
from sklearn.utils.estimator_checks import parametrize_with_checks

from matml_teach import datasets
from matml_teach.features import CompositionFeaturizer, FormulaError, parse_formula

REFERENCE = Path(__file__).parent / "oracle" / "magpie_reference.npz"


@pytest.fixture(scope="module")
def reference():
    with np.load(REFERENCE) as file:
        return dict(file)


def features_of(*formulas):
    """Frame of the features, one row per formula."""
    featurizer = CompositionFeaturizer().set_output(transform="pandas")
    return featurizer.transform(list(formulas)).rename(columns=lambda n: n.split(" ", 1)[1])


# Equality with matminer ---------------------------------------------------------------------------


def test_features_equal_matminers(reference):
    ours = CompositionFeaturizer().transform(reference["formulas"])
    assert ours.shape == (len(reference["formulas"]), 132)
    # Both: 1e-9 absolute, and 1e-9 relative.
    np.testing.assert_allclose(ours, reference["features"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours, reference["features"], rtol=1e-9, atol=0)


def test_names_and_order_equal_matminers(reference):
    names = CompositionFeaturizer().get_feature_names_out()
    assert names.tolist() == reference["names"].tolist()


@pytest.mark.parametrize(
    "name", ["vickers_hardness", "elasticity", "elasticity_aflow", "band_gaps"]
)
def test_the_reference_draws_on_every_data_set(reference, name):
    assert len(reference["formulas"]) >= 2000
    assert "matminer 0.10.1" in reference["versions"]
    assert len(set(reference["formulas"]) & set(datasets.load(name)["formula"])) >= 500


@pytest.mark.parametrize(
    "name", ["vickers_hardness", "elasticity", "elasticity_aflow", "band_gaps"]
)
def test_every_formula_of_a_data_set_has_finite_features(name):
    features = CompositionFeaturizer().transform(datasets.load(name)["formula"])
    assert features.shape == (len(datasets.load(name)), 132)
    assert np.isfinite(features).all()


# What the statistics mean -------------------------------------------------------------------------


def test_statistics_by_hand():
    # Fe2O3: atomic numbers 26 (2 of 5 atoms) and 8 (3 of 5 atoms); the mean is 15.2.
    row = features_of("Fe2O3").iloc[0]
    by_hand = {
        "minimum": 8,
        "maximum": 26,
        "range": 18,
        "mean": 15.2,
        "avg_dev": 0.4 * 10.8 + 0.6 * 7.2,
        "mode": 8,
    }
    for statistic, value in by_hand.items():
        assert row[f"{statistic} Number"] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "mode"),
    [
        ("Fe2O", 26),
        ("FeO", 8),  # a tie: the smaller value
        ("OFe", 8),
        ("Fe50.0001Ni49.9999", 26),  # a tie within the tolerance
        ("Fe49.9999Ni50.0001", 26),
        ("Fe49.999Ni50.001", 28),  # no tie
    ],
)
def test_mode_is_the_smallest_value_of_the_most_abundant_elements(formula, mode):
    assert features_of(formula)["mode Number"].item() == mode


def test_a_missing_element_value_is_replaced_by_the_mean_over_the_elements():
    table = datasets.load_element_properties()
    assert np.isnan(table.loc["He", "MeltingT"])
    filled = features_of("He")["mean MeltingT"].item()
    assert filled == pytest.approx(table["MeltingT"].mean(), rel=1e-12)


def test_a_pure_element_does_not_vary():
    names = [f"{s} {p}" for s in ("range", "avg_dev") for p in datasets.load_element_properties()]
    spread = features_of(*datasets.load_element_properties().index)[names]
    assert np.abs(spread).to_numpy().max() < 1e-12


def some_formulas():
    return pd.concat(datasets.load(n)["formula"].iloc[::97] for n in ("elasticity", "band_gaps"))


@pytest.mark.parametrize("factor", [2, 1000, 0.001, 1 / 3])
def test_scaling_all_amounts_changes_nothing(factor):
    compositions = [parse_formula(f) for f in some_formulas()]
    scaled = ["".join(f"{s}{a * factor!r}" for s, a in c.items()) for c in compositions]
    np.testing.assert_allclose(
        CompositionFeaturizer().transform(scaled),
        CompositionFeaturizer().transform(some_formulas()),
        rtol=1e-9,
        atol=1e-9,
    )


def test_the_order_of_the_elements_changes_nothing():
    compositions = [parse_formula(f) for f in some_formulas()]
    turned = ["".join(f"{s}{a!r}" for s, a in reversed(c.items())) for c in compositions]
    assert turned != some_formulas().tolist()
    np.testing.assert_allclose(
        CompositionFeaturizer().transform(turned),
        CompositionFeaturizer().transform(some_formulas()),
        rtol=1e-9,
        atol=1e-9,
    )


def test_the_statistics_keep_their_order():
    features = features_of(*some_formulas())
    for name in datasets.load_element_properties():
        low, high = features[f"minimum {name}"], features[f"maximum {name}"]
        slack = 1e-9
        for statistic in ("mean", "mode"):
            assert features[f"{statistic} {name}"].between(low - slack, high + slack).all()
        assert (features[f"avg_dev {name}"] <= features[f"range {name}"] / 2 + slack).all()


# Formulas -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "composition"),
    [
        ("Fe", {"Fe": 1}),
        ("Fe2O3", {"Fe": 2, "O": 3}),
        ("CO", {"C": 1, "O": 1}),
        ("Co", {"Co": 1}),
        ("NaN", {"Na": 1, "N": 1}),
        ("Sr(AlH)2", {"Sr": 1, "Al": 2, "H": 2}),
        ("Ag0.05Gd0.048Pd0.902", {"Ag": 0.05, "Gd": 0.048, "Pd": 0.902}),
        ("Fe.5O2.", {"Fe": 0.5, "O": 2}),
        ("Fe1e-3O", {"Fe": 0.001, "O": 1}),
        ("K4[Fe(CN)6]", {"K": 4, "Fe": 1, "C": 6, "N": 6}),
        ("{Ca[Al(OH)4]2}3", {"Ca": 3, "Al": 6, "O": 24, "H": 24}),
        ("(Fe0.5Ni0.5)3C", {"Fe": 1.5, "Ni": 1.5, "C": 1}),
        ("(Fe)", {"Fe": 1}),
        ("CH3COOH", {"C": 2, "H": 4, "O": 2}),
        ("CuSO4·5H2O", {"Cu": 1, "S": 1, "O": 9, "H": 10}),
        ("CaSO4 * 0.5 H2O", {"Ca": 1, "S": 1, "O": 4.5, "H": 1}),
        ("CuSO4.5H2O", {"Cu": 1, "S": 1, "O": 5.5, "H": 2}),  # a full stop is a decimal point
        (" Fe2 O 3\t", {"Fe": 2, "O": 3}),
    ],
)
def test_parse(formula, composition):
    assert parse_formula(formula) == pytest.approx(composition)
    assert list(parse_formula(formula)) == list(composition)


@pytest.mark.parametrize(
    ("formula", "position", "message"),
    [
        ("Fe2Ox", 3, "unknown element 'Ox'"),
        ("A2B3", 0, "unknown element 'A'"),
        ("NACL", 1, "unknown element 'A'; did you mean 'NaCl'?"),
        ("FE2O3", 1, "unknown element 'E'; did you mean 'Fe2O3'?"),
        ("nacl", 0, "starts with a capital letter; did you mean 'NaCl'?"),
        ("Feo", 0, "unknown element 'Feo'; did you mean 'FeO'?"),
        ("Fe2O3 x", 6, "unexpected 'x'"),
        ("D2O", 0, "write H for every isotope"),
        ("OgF2", 0, "no values for Og"),
        ("(Fe2O3", 0, "'(' is never closed"),
        ("Ca(OH2", 2, "'(' is never closed"),
        ("Ca(O[H)2", 6, "')' where ']' was expected"),
        ("Fe2O3)2", 5, "')' closes no bracket"),
        ("Fe()2", 3, "no element in the brackets"),
        ("2FeO", 0, "an amount must stand behind an element"),
        ("Fe(2O)", 3, "an amount must stand behind an element"),
        ("Fe0O", 2, "the amount 0 is zero"),
        ("(FeO)0.0", 5, "the amount 0.0 is zero"),
        ("Fe1e-9O", 2, "the amount 1e-9 is zero or as good as zero"),
        ("Fe1e400", 2, "too large"),
        ("Fe-2O", 2, "negative amounts"),
        ("Fe3+", 3, "charges"),
        ("Fe2.5.3O", 2, "'2.5.3' is not a number"),
        ("Fe₂O₃", 2, "write amounts with the digits 0 to 9, not '₂'"),
        ("Fe2O3-x", 5, "unexpected '-'"),
        ("Fe,O", 2, "unexpected ','"),
        ("CuSO4·", 6, "no element here"),
        ("Fe··O", 3, "no element here"),
        ("?", 0, "unexpected '?'"),
    ],
)
def test_an_error_names_the_formula_and_the_place(formula, position, message):
    with pytest.raises(FormulaError) as caught:
        parse_formula(formula)
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.formula, error.position, error.row) == (formula, position, None)
    first, shown, caret = str(error).splitlines()
    assert message in first
    assert f"{formula!r} at character {position + 1}" in first
    # The caret stands under the character.
    assert shown.strip() == formula
    assert caret.index("^") - (len(shown) - len(formula)) == position


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("", "it is empty"),
        (" \t", "it is empty"),
        ("(Fe0.0001)0.00001", "an amount is too small or too large: Fe 1e-09"),
        (None, "must be text, this is a missing value"),
        (float("nan"), "must be text, this is a missing value"),
        (pd.NA, "must be text, this is a missing value"),
        (42, "must be text, this is of type int"),
        (b"Fe", "must be text, this is of type bytes"),
        ({"Fe": 2}, "must be text, this is of type dict"),
    ],
)
def test_an_error_without_a_place_is_one_line(formula, message):
    with pytest.raises(FormulaError) as caught:
        parse_formula(formula)
    assert message in str(caught.value)
    assert repr(formula) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_caret_stays_in_place_behind_a_tab():
    with pytest.raises(FormulaError) as caught:
        parse_formula("Fe\tOx")
    assert str(caught.value).endswith("\n    Fe Ox\n       ^")


def test_a_long_nonsense_formula_is_refused_at_once():
    # A search over all ways to read the letters would not end.
    with pytest.raises(FormulaError, match="unknown element 'Oj'"):
        parse_formula("NO" * 500 + "j")


def test_changing_the_parsed_composition_does_not_change_the_next_one():
    parse_formula("Fe2O3")["Fe"] = 0
    assert parse_formula("Fe2O3") == {"Fe": 2, "O": 3}


@pytest.mark.parametrize("method", ["fit", "transform", "fit_transform"])
@pytest.mark.parametrize(
    ("formulas", "row"),
    [
        (["Fe", "O", "Xx"], 2),
        (["Fe", None], 1),
        (np.array([["Fe"], [np.nan]], dtype=object), 1),
        (pd.Series(["Fe", "Xx"], index=["iron", "wrong"]), "wrong"),
        (pd.Series(["Fe", None], index=[7, 8]), 8),
        (pd.DataFrame({"formula": ["Fe", ""]}, index=[10, 20]), 20),
        (np.array([[1.0]]), 0),
    ],
)
def test_an_error_among_many_names_the_row(method, formulas, row):
    with pytest.raises(FormulaError, match=f"in row {row}") as caught:
        getattr(CompositionFeaturizer(), method)(formulas)
    assert caught.value.row == row


def test_the_error_survives_the_way_back_from_a_worker_process():
    with pytest.raises(FormulaError) as caught:
        CompositionFeaturizer().transform(["Fe", "NACL"])
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value)
    assert (copy.formula, copy.position, copy.row) == ("NACL", 1, 1)


@pytest.mark.parametrize(
    ("X", "error", "message"),
    [
        ("Fe2O3", ValueError, r"not one text: write \['Fe2O3'\]"),
        ([], ValueError, r"0 sample\(s\)"),
        (pd.DataFrame({"formula": ["Fe"], "load": [1.0]}), ValueError, "found 2 columns"),
        (np.array([[["Fe"]]]), ValueError, "dim"),
    ],
)
def test_a_wrong_container_is_refused(X, error, message):
    with pytest.raises(error, match=message):
        CompositionFeaturizer().transform(X)


# scikit-learn -------------------------------------------------------------------------------------

CONTAINERS = {
    "list": list,
    "tuple": tuple,
    "array": np.array,
    "object array": partial(np.array, dtype=object),
    "column": lambda f: np.array(f).reshape(-1, 1),
    "nested list": lambda f: [[x] for x in f],
    "series": pd.Series,
    "string series": partial(pd.Series, dtype="string"),
    "object series": partial(pd.Series, dtype=object),
    "categorical": partial(pd.Series, dtype="category"),
    "frame": lambda f: pd.DataFrame({"formula": f}),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_every_container_of_formulas_is_read_alike(container):
    formulas = ["Fe2O3", "NaCl", "Fe2O3", "Ag0.05Gd0.048Pd0.902"]
    X = CONTAINERS[container](formulas)
    expected = CompositionFeaturizer().transform(formulas)
    assert np.array_equal(CompositionFeaturizer().fit(X).transform(X), expected)


def test_a_fit_on_a_frame_does_not_bind_later_input():
    featurizer = CompositionFeaturizer().fit(pd.DataFrame({"formula": ["Fe"]}))
    assert featurizer.feature_names_in_.tolist() == ["formula"]
    assert featurizer.n_features_in_ == 1
    assert featurizer.transform(["NaCl"]).shape == (1, 132)
    assert not hasattr(featurizer.fit(["Fe"]), "feature_names_in_")


def test_set_output_keeps_the_index():
    series = pd.Series(["Fe2O3", "NaCl"], index=[11, 5])
    frame = CompositionFeaturizer().set_output(transform="pandas").fit_transform(series)
    assert frame.index.tolist() == [11, 5]
    assert frame.columns.tolist() == CompositionFeaturizer().get_feature_names_out().tolist()
    assert set(frame.dtypes) == {np.dtype(float)}


def test_clone_and_pickle():
    featurizer = CompositionFeaturizer().fit(["Fe2O3"])
    expected = featurizer.transform(["NaCl"])
    assert np.array_equal(clone(featurizer).fit_transform(["NaCl"]), expected)
    assert np.array_equal(pickle.loads(pickle.dumps(featurizer)).transform(["NaCl"]), expected)


def test_the_tags_say_text_and_no_fit():
    tags = get_tags(CompositionFeaturizer())
    assert tags.input_tags.string
    assert tags.input_tags.one_d_array
    assert tags.input_tags.two_d_array
    assert not tags.input_tags.sparse
    assert not tags.input_tags.allow_nan
    assert not tags.requires_fit


@pytest.fixture(scope="module")
def hardness():
    return datasets.load_vickers_hardness()


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_cross_validation_on_a_series_of_formulas(hardness, n_jobs):
    model = make_pipeline(CompositionFeaturizer(), StandardScaler(), Ridge(10.0))
    options = {"cv": GroupKFold(5), "groups": hardness["formula"], "n_jobs": n_jobs}
    scores = cross_val_score(model, hardness["formula"], hardness["hardness_GPa"], **options)
    baseline = cross_val_score(
        DummyRegressor(), hardness["formula"], hardness["hardness_GPa"], **options
    )
    assert len(scores) == 5
    assert scores.mean() > baseline.mean() + 0.5


@pytest.mark.parametrize("column", ["formula", ["formula"]])
def test_cross_validation_on_a_frame_with_a_formula_column(hardness, column):
    columns = make_column_transformer(
        (CompositionFeaturizer(), column), ("passthrough", ["load_N"])
    )
    model = make_pipeline(columns, StandardScaler(), Ridge(10.0))
    X, y = hardness[["formula", "load_N"]], hardness["hardness_GPa"]
    assert cross_val_score(model, X, y, cv=GroupKFold(5), groups=X["formula"]).mean() > 0.5

    names = model.fit(X, y)[:-1].get_feature_names_out()
    assert len(names) == 133
    assert names[0] == "compositionfeaturizer__MagpieData minimum Number"
    assert names[-1] == "passthrough__load_N"


# scikit-learn's own checks make up matrices of numbers. Here each number of the first column turns
# into a formula on its way in, so that the checks run on the estimator as it is.


class FormulaWithNumber(str):
    """A formula; int() and float() still give the number, of which some checks make their y."""

    def __new__(cls, number):
        formula = super().__new__(cls, f"Fe{abs(number) + 0.01:.6f}O")
        formula.number = number
        return formula

    def __getnewargs__(self):
        return (self.number,)

    def __int__(self):
        return int(self.number)

    def __float__(self):
        return float(self.number)


def formulas_from_numbers(estimator, X, X_test=None, kernel=None):
    def convert(numbers):
        return np.array([[FormulaWithNumber(x)] for x in np.asarray(numbers)[:, 0]], dtype=object)

    return convert(X) if X_test is None else (convert(X), convert(X_test))


NOT_APPLICABLE = {
    "check_n_features_in_after_fitting": "needs several columns; there is one, of formulas",
    "check_positive_only_tag_during_fit": "computes with X before it is passed",
    "check_estimators_dtypes": "casts X to numeric dtypes",
    "check_complex_data": "numbers are refused with FormulaError; see test_an_error_among_many...",
    "check_estimators_nan_inf": "as above: NaN is refused with FormulaError",
    "check_fit2d_predict1d": "one-dimensional input is welcome, not an error",
    "check_array_api_input": "text has no place in an array API",
}


@parametrize_with_checks(
    [CompositionFeaturizer()], expected_failed_checks=lambda estimator: NOT_APPLICABLE
)
def test_scikit_learns_checks(estimator, check, monkeypatch):
    # The checks of sparse input make a sparse matrix of X, which only numbers allow.
    text = "sparse" not in str(check)
    hook = formulas_from_numbers if text else lambda estimator, X: X
    monkeypatch.setattr(estimator_checks, "_enforce_estimator_tags_X", hook)
    check(estimator)
