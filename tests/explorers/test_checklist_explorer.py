"""The checklist: what it reads from pipelines and tables, and what it writes."""

import json
import platform

import numpy as np
import pandas as pd
import pytest
import sklearn
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from matml_teach.datasets import load_elasticity
from matml_teach.explorers.checklist import GROUPS, QUESTIONS, Checklist, read_data, read_pipeline
from matml_teach.features import CompositionFeaturizer

SEEN_OF_PIPELINE = {"estimator", "hyperparameters", "randomness", "versions", "inputs"}


@pytest.fixture(scope="module")
def table():
    return load_elasticity().dropna().head(80).reset_index(drop=True)


@pytest.fixture(scope="module")
def pipeline(table):
    forest = RandomForestRegressor(n_estimators=5, random_state=7)
    steps = make_pipeline(CompositionFeaturizer(), StandardScaler(), forest)
    return steps.fit(table["formula"], table["bulk_modulus_GPa"])


def test_every_group_has_questions_and_every_title_is_found_by_its_group():
    assert GROUPS == ("Data", "Model", "Code", "Evaluation")
    assert all(question.text.endswith("?") for question in QUESTIONS.values())
    assert len({(q.group, q.title) for q in QUESTIONS.values()}) == len(QUESTIONS)


def test_empty_checklist_names_every_question_as_unanswered():
    checklist = Checklist()
    assert checklist.unanswered == list(QUESTIONS)
    assert checklist.notes == []
    assert repr(checklist) == f"<Checklist: 0 of {len(QUESTIONS)} answered>"


def test_fitted_pipeline_answers_what_it_knows(pipeline):
    answers, note = read_pipeline(pipeline)
    assert note == ""
    assert set(answers) == SEEN_OF_PIPELINE
    assert answers["estimator"] == (
        "`CompositionFeaturizer` → `StandardScaler` → `RandomForestRegressor`"
    )
    forest = pipeline[-1]
    assert answers["inputs"].startswith(f"{forest.n_features_in_} features to `RandomForestReg")
    for step in pipeline:
        for name, value in step.get_params(deep=False).items():
            assert f"`{name}={value!r}`" in answers["hyperparameters"]
    assert answers["randomness"] == "`randomforestregressor__random_state` is `7`"
    for library, version in (
        ("Python", platform.python_version()),
        ("numpy", np.__version__),
        ("scikit-learn", sklearn.__version__),
    ):
        assert f"{library} {version}" in answers["versions"]
    assert "matml_teach " in answers["versions"]


def test_names_of_features_and_missing_seeds_are_told(table):
    forest = RandomForestRegressor(2).fit(
        table[["shear_modulus_GPa", "anisotropy"]], table["bulk_modulus_GPa"]
    )
    answers, _ = read_pipeline(forest)
    assert answers["inputs"] == (
        "2 features to `RandomForestRegressor`: `shear_modulus_GPa`, `anisotropy`"
    )
    assert answers["randomness"] == "`random_state` is not fixed"
    assert read_pipeline(Ridge())[0]["randomness"] == "`random_state` is not fixed"
    assert read_pipeline(StandardScaler())[0]["randomness"] == "No step takes a seed."


def test_search_tells_its_tuning_and_its_best_model(table):
    search = GridSearchCV(make_pipeline(StandardScaler(), Ridge()), {"ridge__alpha": [1, 10]}, cv=3)
    unfitted, note = read_pipeline(search)
    assert "best: `not fitted yet`" in unfitted["tuning"]
    assert note
    search.fit(table[["shear_modulus_GPa"]], table["bulk_modulus_GPa"])
    answers, note = read_pipeline(search)
    assert note == ""
    best = search.best_params_["ridge__alpha"]
    assert answers["tuning"] == (
        f"`GridSearchCV` over `{{'ridge__alpha': [1, 10]}}`, cv = `3`; "
        f"best: `{{'ridge__alpha': {best}}}`"
    )
    assert answers["estimator"] == "`StandardScaler` → `Ridge`"
    assert f"`alpha={best}`" in answers["hyperparameters"]


def test_table_is_counted_as_pandas_counts(table):
    spoilt = pd.concat([table, table.head(3)], ignore_index=True)
    spoilt.loc[[5, 6], "anisotropy"] = np.nan
    spoilt.loc[6, "bulk_modulus_GPa"] = np.nan
    answers, note = read_data(spoilt)
    assert note == ""
    assert answers["table"].startswith(f"83 rows, {table.shape[1]} columns: `formula`, ")
    assert answers["faults"] == "3 missing values in 2 rows; 3 rows repeat an earlier one"
    assert read_data(table)[0]["faults"] == "no missing value; no row repeats an earlier one"
    assert read_data(np.zeros((4, 2)))[0]["table"] == "4 rows, 2 columns"
    wide = pd.DataFrame(np.zeros((1, 20))).add_prefix("x")
    assert read_data(wide)[0]["table"].endswith("`x11` and 8 more")


@pytest.mark.parametrize(
    ("pipeline", "data", "note"),
    [
        (make_pipeline(StandardScaler(), Ridge()), None, "The estimator is not fitted"),
        ("Ridge", None, "'str' is no scikit-learn estimator"),
        (Ridge, None, "is no scikit-learn estimator"),
        (None, 3.5, "The data are no table"),
        (None, "table.csv", "The data are no table"),
        (None, np.zeros((2, 2, 2)), "The data are no table"),
        (None, pd.DataFrame(), "The data have no rows."),
        (None, pd.DataFrame({"a": []}), "The data have no rows."),
    ],
)
def test_what_cannot_be_read_is_told_and_the_form_still_works(pipeline, data, note):
    checklist = Checklist(pipeline, data)
    assert note in checklist.notes[0]
    assert note.replace("'", "&#x27;") in checklist.widget.children[-1].value
    checklist.set(source="own measurement")
    assert "source" not in checklist.unanswered


def test_set_refuses_unknown_questions_and_answers_that_are_no_text():
    checklist = Checklist()
    with pytest.raises(ValueError, match="no question 'sauce'; the questions are source, table"):
        checklist.set(access="Zenodo", sauce="x")
    with pytest.raises(ValueError, match="the answer to 'table' is a text, not 83"):
        checklist.set(access="Zenodo", table=83)
    assert checklist.unanswered == list(QUESTIONS)


def test_blank_answer_counts_as_none_and_titles_count_along():
    checklist = Checklist()
    checklist.set(source=" \n", metric="MAE in GPa")
    assert "source" in checklist.unanswered
    assert "metric" not in checklist.unanswered
    titles = [heading.description for heading in checklist.widget.children[0].children[::2]]
    assert titles[0] == "Data: 0 of 5 answered"
    assert titles[3] == "Evaluation: 1 of 7 answered"
    checklist.set(**dict.fromkeys(QUESTIONS, "yes"))
    assert checklist.unanswered == []
    assert "All 20 questions are answered." in checklist.to_markdown()


def test_save_writes_markdown_and_json_with_the_same_answers(tmp_path, pipeline, table):
    checklist = Checklist(pipeline, table)
    checklist.set(source="Materials Project, Å and umlauts: äöü")
    markdown, data = checklist.save(tmp_path / "report")
    assert (markdown.name, data.name) == ("report.md", "report.json")
    text = markdown.read_text(encoding="utf-8")
    content = json.loads(data.read_text(encoding="utf-8"))
    assert content["unanswered"] == checklist.unanswered
    assert list(content["items"]) == list(QUESTIONS)
    for name, item in content["items"].items():
        assert item["answer"] == checklist.answers[name]
        assert item["answer"] in text
        assert item["question"] == QUESTIONS[name].text
    assert text.count("**Not answered.**") == len(checklist.unanswered)
    assert "Leakage (evaluation)" in text
    assert content["items"]["source"]["answered_by"] == "author"
    assert content["items"]["estimator"]["answered_by"] == "pipeline and data"
    assert content["items"]["leakage"]["answered_by"] is None


def test_same_stem_is_updated_and_loses_no_answer(tmp_path, pipeline):
    first = Checklist(pipeline)
    first.set(source="Materials Project", estimator="Forest, as in the paper", metric="R²")
    first.save(tmp_path / "report")
    second = Checklist(pipeline)  # the kernel was restarted: nothing typed is left
    second.set(metric="MAE in GPa")
    _, data = second.save(tmp_path / "report.json")
    items = json.loads(data.read_text(encoding="utf-8"))["items"]
    assert items["source"]["answer"] == second.answers["source"] == "Materials Project"
    assert items["estimator"]["answer"] == "Forest, as in the paper"
    assert items["metric"]["answer"] == "MAE in GPa"
    third = Checklist()
    third.save(tmp_path / "report")
    assert third.to_dict() == second.to_dict()
    newer = Checklist(Ridge().fit([[0.0], [1.0]], [0.0, 1.0]))
    newer.save(tmp_path / "report")
    assert newer.answers["inputs"] == "1 feature to `Ridge`"  # read anew
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json", "report.md"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.md", "# My notes\n"),
        ("notes.md", ""),
        ("notes.json", '{"a": 1}'),
        ("notes.json", "[1]"),
        ("notes.json", "not json"),
        ("notes.json", '{"made_by": "matml-teach checklist"}'),
    ],
)
def test_another_file_is_never_overwritten(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"exists and is no checklist; choose another name\."):
        Checklist().save(tmp_path / "notes")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_stem_may_hold_a_dot_but_must_name_a_file_in_a_folder(tmp_path):
    markdown, data = Checklist().save(tmp_path / "report.v1.2")
    assert (markdown.name, data.name) == ("report.v1.2.md", "report.v1.2.json")
    with pytest.raises(FileNotFoundError, match="There is no folder"):
        Checklist().save(tmp_path / "missing" / "report")
    with pytest.raises(ValueError, match="Give the checklist a name"):
        Checklist().save("")


def test_button_saves_beside_the_notebook_and_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    checklist = Checklist()
    stem, button = checklist.widget.children[1].children
    button.click()
    assert {path.name for path in tmp_path.iterdir()} == {"checklist.md", "checklist.json"}
    status = checklist.widget.children[-1]
    assert "Saved checklist.md and checklist.json. 0 of 20 questions" in status.value
    assert "Unanswered: Source (data), Table (data)" in status.value
    stem.value = "missing/report"
    button.click()
    assert "Not saved. There is no folder" in status.value


def test_every_field_carries_a_label_and_its_question():
    checklist = Checklist()
    for name, control in checklist.controls.items():
        assert control.description == QUESTIONS[name].title
        assert control.tooltip == QUESTIONS[name].text


def test_page_without_kernel_shows_the_markdown(pipeline):
    checklist = Checklist(pipeline)
    data = checklist._repr_mimebundle_()
    assert data["text/markdown"] == checklist.to_markdown()
    assert "Unanswered: Source (data)" in data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data
