"""The checklist of a machine-learning report: what others need to repeat and judge the work.

The questions follow the subjects of N. Artrith et al., Nat. Chem. 13, 505 (2021),
https://doi.org/10.1038/s41557-021-00716-z, in words of our own.

:class:`Checklist` is a form: it has text to write and files to keep, but no picture that follows
its settings. So it does not derive from :class:`~matml_teach.explorers.base.Explorer`, which joins
settings to a figure; reading a pipeline (``read_pipeline``, ``read_data``) is still a plain
function, apart from the form.
"""

import html
import json
import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from matml_teach.explorers.numbers import counted

MARK = "matml-teach checklist"
"""How a checklist's files say whose they are, so that no other file is ever overwritten."""

_LONGEST_LIST = 12


@dataclass(frozen=True)
class Question:
    """One item of the checklist.

    Attributes
    ----------
    group : str
        Data, Model, Code or Evaluation.
    title, text : str
        The item in a few words, and the question in full.
    """

    group: str
    title: str
    text: str


QUESTIONS = {
    "source": Question(
        "Data", "Source", "From which database, paper or experiment, of what date? What is one row?"
    ),
    "table": Question("Data", "Table", "How many rows and columns are there, and which?"),
    "faults": Question("Data", "Faults", "How many values are missing, how many rows double?"),
    "cleaning": Question(
        "Data",
        "Cleaning",
        "Which rows were left out as unphysical, merged or filled in, by what rule?",
    ),
    "access": Question("Data", "Access", "Where can others get exactly these rows, on what terms?"),
    "estimator": Question(
        "Model", "Estimator", "Which steps lead from the raw input to the prediction?"
    ),
    "inputs": Question("Model", "Inputs", "How many features reach the model, and which?"),
    "hyperparameters": Question(
        "Model", "Hyperparameters", "Which values do they have, including those left alone?"
    ),
    "tuning": Question(
        "Model", "Tuning", "How were these values found: what was tried, and scored on which rows?"
    ),
    "versions": Question("Code", "Versions", "Which language and libraries, in which versions?"),
    "randomness": Question(
        "Code", "Randomness", "Which steps draw random numbers, and from which seeds?"
    ),
    "code": Question("Code", "Access", "Where is the code, and under which licence?"),
    "rerun": Question(
        "Code", "Running again", "What must a stranger run to get the reported numbers, how long?"
    ),
    "split": Question(
        "Evaluation",
        "Split",
        "How were training, validation and test rows chosen, with which seed?",
    ),
    "leakage": Question(
        "Evaluation", "Leakage", "What makes sure that no step has learnt from the test rows?"
    ),
    "metric": Question(
        "Evaluation", "Metric", "Which figure of merit, in which unit, and why that one?"
    ),
    "baseline": Question(
        "Evaluation", "Baseline", "Which simple or earlier model is it measured against?"
    ),
    "uncertainty": Question(
        "Evaluation", "Uncertainty", "How much do the scores vary over folds, splits or seeds?"
    ),
    "attempts": Question(
        "Evaluation", "Attempts", "What else was tried, and how many times were the test rows used?"
    ),
    "limits": Question(
        "Evaluation", "Limits", "For which materials does the model hold, and where does it fail?"
    ),
}
"""Name and question of every item."""

GROUPS = tuple(dict.fromkeys(question.group for question in QUESTIONS.values()))


# --- model: what can be seen --------------------------------------------------------------------


def read_pipeline(pipeline: Any) -> tuple[dict[str, str], str]:
    """Answer what a scikit-learn estimator says of itself.

    Parameters
    ----------
    pipeline : estimator
        A pipeline, a single estimator or a search such as ``GridSearchCV``; better fitted.

    Returns
    -------
    answers : dict of str to str
        By name of the question.
    note : str
        What could not be seen, as a sentence; empty if there is nothing to say.

    Examples
    --------
    >>> from sklearn.linear_model import Ridge
    >>> answers, note = read_pipeline(Ridge(alpha=2.0))
    >>> answers["estimator"]
    '`Ridge`'
    >>> note
    'The estimator is not fitted, so its number of features is not known yet.'
    """
    if not hasattr(pipeline, "get_params") or isinstance(pipeline, type):
        return {}, (
            f"{type(pipeline).__name__!r} is no scikit-learn estimator, so nothing is read from it;"
            " give a fitted pipeline."
        )
    answers = {}
    best = pipeline
    if hasattr(pipeline, "cv") and hasattr(pipeline, "estimator"):  # a search
        space = getattr(pipeline, "param_grid", getattr(pipeline, "param_distributions", {}))
        best = getattr(pipeline, "best_estimator_", pipeline.estimator)
        found = getattr(pipeline, "best_params_", "not fitted yet")
        answers["tuning"] = (
            f"`{type(pipeline).__name__}` over `{space}`, cv = `{pipeline.cv}`; best: `{found}`"
        )
    steps = best.steps if isinstance(best, Pipeline) else [("", best)]
    steps = [(name, step) for name, step in steps if step is not None and step != "passthrough"]
    answers["estimator"] = " → ".join(f"`{type(step).__name__}`" for _, step in steps)
    answers["hyperparameters"] = "\n".join(
        f"- `{type(step).__name__}`: "
        + (
            ", ".join(f"`{name}={value!r}`" for name, value in step.get_params(deep=False).items())
            or "none"
        ).replace("\n", " ")
        for _, step in steps
        if hasattr(step, "get_params")
    )
    seeds = {
        name: value
        for name, value in sorted(pipeline.get_params().items())
        if name.rpartition("__")[2] == "random_state"
    }
    answers["randomness"] = (
        "; ".join(
            f"`{name}` is {'not fixed' if value is None else f'`{value}`'}"
            for name, value in seeds.items()
        )
        or "No step takes a seed."
    )
    parts = [pipeline, *pipeline.get_params().values()]
    answers["versions"] = _versions([part for part in parts if hasattr(part, "get_params")])
    try:
        check_is_fitted(best)
    except NotFittedError:
        return answers, "The estimator is not fitted, so its number of features is not known yet."
    last_name, last = type(steps[-1][1]).__name__, steps[-1][1]
    count = getattr(last, "n_features_in_", None)
    if count is not None:
        names = [str(name) for name in getattr(last, "feature_names_in_", ())]
        answers["inputs"] = f"{counted(count, 'feature')} to `{last_name}`" + _listed(names)
    return answers, ""


def read_data(data: pd.DataFrame | ArrayLike) -> tuple[dict[str, str], str]:
    """Answer what a table says of itself.

    Parameters
    ----------
    data : data frame or array-like of shape (rows, columns)
        The table the model was made from.

    Returns
    -------
    answers : dict of str to str
        By name of the question.
    note : str
        What could not be seen, as a sentence; empty if there is nothing to say.

    Examples
    --------
    >>> read_data([[1.0, 2.0], [1.0, 2.0], [3.0, float("nan")]])[0]["faults"]
    '1 missing value in 1 row; 1 row repeats an earlier one'
    """
    try:
        frame = data if isinstance(data, pd.DataFrame) else pd.DataFrame(data)
        repeated = int(frame.astype(str).duplicated().sum())
    except (TypeError, ValueError) as error:
        return {}, f"The data are no table, so nothing is read from them: {error}."
    named = not isinstance(frame.columns, pd.RangeIndex)
    names = [str(name) for name in frame.columns] if named else []
    missing = frame.isna()
    values, rows = int(missing.to_numpy().sum()), int(missing.any(axis=1).sum())
    missing_text = f"{counted(values, 'missing value')} in {counted(rows, 'row')}"
    repeated_text = f"{counted(repeated, 'row')} {'repeats' if repeated == 1 else 'repeat'}"
    answers = {
        "table": f"{counted(len(frame), 'row')}, {counted(frame.shape[1], 'column')}"
        + _listed(names),
        "faults": f"{missing_text if values else 'no missing value'}; "
        f"{repeated_text if repeated else 'no row repeats'} an earlier one",
    }
    return answers, "" if len(frame) else "The data have no rows."


def _versions(parts: list[Any]) -> str:
    versions = {"Python": platform.python_version()}
    for package in sorted({type(part).__module__.partition(".")[0] for part in parts} | {"numpy"}):
        version = getattr(sys.modules.get(package), "__version__", None)
        if version is None:
            try:
                version = metadata.version(package)
            except metadata.PackageNotFoundError:
                continue  # a class written in the notebook belongs to no package
        versions["scikit-learn" if package == "sklearn" else package] = version
    return ", ".join(f"{package} {version}" for package, version in versions.items())


def _listed(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(f"`{name}`" for name in names[:_LONGEST_LIST])
    more = len(names) - _LONGEST_LIST
    return f": {shown}" + (f" and {more} more" if more > 0 else "")


# --- form ---------------------------------------------------------------------------------------


class Checklist:
    """Questions on data, model, code and evaluation, to be filled in and kept beside the notebook.

    What a pipeline and a table say of themselves is filled in already; change it where it says too
    little. An item left empty counts as unanswered and is named.

    Parameters
    ----------
    pipeline : estimator, optional
        The fitted scikit-learn pipeline, estimator or search that is reported.
    data : data frame or array-like of shape (rows, columns), optional
        The table it was made from.

    Attributes
    ----------
    seen : dict of str to str
        What was read from pipeline and data.
    notes : list of str
        What could not be read, in sentences.
    controls : dict of str to ipywidgets.Textarea
        The field of each question.
    widget : ipywidgets.VBox
        All of it, as displayed.

    Examples
    --------
    >>> from sklearn.linear_model import Ridge
    >>> checklist = Checklist(Ridge().fit([[0.0], [1.0]], [0.0, 1.0]))
    >>> checklist.answers["inputs"]
    '1 feature to `Ridge`'
    >>> checklist.set(source="Vickers hardness data of the kit, version 1")
    >>> "source" in checklist.unanswered, "baseline" in checklist.unanswered
    (False, True)
    """

    def __init__(self, pipeline: Any = None, data: pd.DataFrame | ArrayLike | None = None) -> None:
        self.seen: dict[str, str] = {}
        self.notes: list[str] = []
        for subject, read in ((pipeline, read_pipeline), (data, read_data)):
            if subject is not None:
                answers, note = read(subject)
                self.seen |= answers
                self.notes += [note] if note else []
        self.controls = {
            name: widgets.Textarea(
                value=self.seen.get(name, ""),
                description=question.title,
                tooltip=question.text,
                placeholder="not answered yet",
                rows=2,
                style={"description_width": "120px"},
                layout=widgets.Layout(width="98%"),
            )
            for name, question in QUESTIONS.items()
        }
        # Buttons, not an accordion: its headings cannot be reached from the keyboard.
        self._headings = {
            group: widgets.ToggleButton(
                value=group == GROUPS[0],
                tooltip="Show or hide these questions",
                layout=widgets.Layout(width="98%"),
            )
            for group in GROUPS
        }
        self._boxes = {
            group: widgets.VBox(
                [
                    part
                    for name, question in QUESTIONS.items()
                    if question.group == group
                    for part in (widgets.HTML(html.escape(question.text)), self.controls[name])
                ]
            )
            for group in GROUPS
        }
        groups = [part for group in GROUPS for part in (self._headings[group], self._boxes[group])]
        # The name is sent whole when the reader leaves the field: letter by letter, the last ones
        # may come after the press of the button.
        self._stem = widgets.Text(
            value="checklist",
            continuous_update=False,
            description="Save as",
            tooltip="Name of the two files, without .md and .json",
        )
        self._button = widgets.Button(
            description="Save", tooltip="Write the answers as Markdown and as JSON"
        )
        self._button.on_click(self._on_save)
        self._status = widgets.HTML()
        self.widget = widgets.VBox(
            [widgets.VBox(groups), widgets.HBox([self._stem, self._button]), self._status]
        )
        for control in (*self.controls.values(), *self._headings.values()):
            control.observe(self._show, names="value")
        self._show()

    @property
    def answers(self) -> dict[str, str]:
        """The answer to each question by its name; empty where there is none."""
        return {name: control.value.strip() for name, control in self.controls.items()}

    @property
    def unanswered(self) -> list[str]:
        """Names of the questions without an answer."""
        return [name for name, answer in self.answers.items() if not answer]

    def set(self, **answers: str) -> None:
        """Answer questions by name; the others stay.

        Raises
        ------
        ValueError
            If there is no such question, or the answer is no text. Nothing is changed then.
        """
        for name, answer in answers.items():
            if name not in QUESTIONS:
                raise ValueError(f"no question {name!r}; the questions are {', '.join(QUESTIONS)}")
            if not isinstance(answer, str):
                raise ValueError(f"the answer to {name!r} is a text, not {answer!r}")
        for name, answer in answers.items():
            self.controls[name].value = answer

    def to_markdown(self) -> str:
        """Return questions and answers as Markdown, the unanswered ones named first."""
        lines = [
            f"<!-- {MARK} -->",
            "# Checklist of a machine-learning report",
            "",
            self._summary(),
        ]
        for group in GROUPS:
            lines += ["", f"## {group}"]
            for name, question in QUESTIONS.items():
                if question.group == group:
                    answer = self.answers[name] or "**Not answered.**"
                    lines += ["", f"### {question.title}", "", f"*{question.text}*", "", answer]
        return "\n".join(lines) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """Return questions, answers and who gave them, ready for JSON."""
        return {
            "made_by": MARK,
            "unanswered": self.unanswered,
            "items": {
                name: {
                    "group": question.group.lower(),
                    "question": question.text,
                    "answer": self.answers[name],
                    "answered_by": self._author(name),
                }
                for name, question in QUESTIONS.items()
            },
        }

    def save(self, stem: str | Path = "checklist") -> tuple[Path, Path]:
        """Write the checklist as Markdown and JSON; an earlier one of that name is updated.

        What the earlier one answers and this one does not is kept and filled in here, and an
        answer written by hand is not replaced by what is read from the pipeline. To withdraw an
        answer, write why.

        Parameters
        ----------
        stem : str or Path
            Path of both files without ``.md`` and ``.json``; relative to the notebook.

        Returns
        -------
        tuple of Path
            The Markdown and the JSON file.

        Raises
        ------
        FileExistsError
            If a file of that name is no checklist; it is left as it is.
        FileNotFoundError
            If the folder does not exist.
        ValueError
            If the stem names no file.
        """
        stem = Path(stem)
        if stem.suffix in (".md", ".json"):
            stem = stem.with_suffix("")
        if not stem.name:
            raise ValueError("Give the checklist a name, for instance save('checklist').")
        if not stem.parent.is_dir():
            raise FileNotFoundError(f"There is no folder {str(stem.parent)!r}; make it first.")
        # Not with_suffix: a stem may hold a dot of its own.
        markdown, data = (stem.with_name(f"{stem.name}{end}") for end in (".md", ".json"))
        if markdown.exists() and not _starts_as_checklist(markdown):
            raise _not_ours(markdown)
        earlier = _earlier_answers(data) if data.exists() else {}
        for name, (answer, author) in earlier.items():
            by_hand = author == "author" and self._author(name) != "author"
            if by_hand or not self.answers[name]:
                if not by_hand:
                    self.seen[name] = answer  # read then, from a pipeline not given now
                self.controls[name].value = answer
        markdown.write_text(self.to_markdown(), encoding="utf-8")
        content = json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
        data.write_text(content + "\n", encoding="utf-8")
        return markdown, data

    def _author(self, name: str) -> str | None:
        answer = self.answers[name]
        if not answer:
            return None
        return "pipeline and data" if answer == self.seen.get(name, "").strip() else "author"

    def _summary(self) -> str:
        total, missing = len(QUESTIONS), self.unanswered
        if not missing:
            return f"All {total} questions are answered."
        names = ", ".join(
            f"{QUESTIONS[name].title} ({QUESTIONS[name].group.lower()})" for name in missing
        )
        return f"{total - len(missing)} of {total} questions are answered. Unanswered: {names}."

    def _show(self, _: Any = None, message: str = "") -> None:
        for group, heading in self._headings.items():
            names = [name for name, question in QUESTIONS.items() if question.group == group]
            done = len(names) - len(set(names) & set(self.unanswered))
            heading.description = f"{group}: {done} of {len(names)} answered"
            heading.icon = "caret-down" if heading.value else "caret-right"
            self._boxes[group].layout.display = None if heading.value else "none"
        sentences = [message, *self.notes, self._summary()]
        text = " ".join(html.escape(sentence) for sentence in sentences if sentence)
        self._status.value = f'<p role="status" style="line-height: 1.4">{text}</p>'

    def _on_save(self, _: Any) -> None:
        try:
            markdown, data = self.save(self._stem.value.strip())
        except (OSError, ValueError) as error:
            self._show(message=f"Not saved. {error}")
        else:
            self._show(message=f"Saved {markdown} and {data}.")

    def __repr__(self) -> str:
        answered = len(QUESTIONS) - len(self.unanswered)
        return f"<Checklist: {answered} of {len(QUESTIONS)} answered>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        # The Markdown is what a page without a kernel shows of a saved notebook.
        data = dict(self.widget._repr_mimebundle_())
        return data | {"text/plain": self._summary(), "text/markdown": self.to_markdown()}


def _starts_as_checklist(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline().strip() == f"<!-- {MARK} -->"


def _earlier_answers(path: Path) -> dict[str, tuple[str, str]]:
    """Return answer and author of the items an earlier checklist answers."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["made_by"] != MARK:
            raise _not_ours(path)
        return {
            name: (item["answer"], item["answered_by"])
            for name, item in content["items"].items()
            if name in QUESTIONS and item["answer"]
        }
    except (ValueError, LookupError, TypeError, AttributeError):  # no JSON, or of another form
        raise _not_ours(path) from None


def _not_ours(path: Path) -> FileExistsError:
    return FileExistsError(f"{path} exists and is no checklist; choose another name.")
