"""The numbers in the lessons' prose are those that the lessons' cells compute.

For each notebook in ``QUOTES`` there is a list of quotations. One quotation is a piece of the
text, word for word, and for every number in it, in order, the expression that computes it. The
expressions are evaluated where the notebook ends, solutions and demos included.

A number agrees if it is the computed one, rounded as the text rounds it. To add a notebook, add
its name and its quotations. In the paragraphs that begin with "**Notice that**" every number
with a digit must be quoted: a new sentence there fails until it has its line here. (Only a few
of the notebooks in ``SOME_QUOTED`` are quoted so far, and they are excused from that.)
"""

import contextlib
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from matml_teach.explorers.hyperparameter_search import explore_search, svr_problem
from matml_teach.explorers.learning_curve import explore_learning, moduli_problem
from matml_teach.explorers.overfitting import explore_overfitting
from matml_teach.explorers.overfitting import moduli_problem as mendeleev_problem
from matml_teach.explorers.splitting import explore_splitting, hardness_problem

ROOT = Path(__file__).resolve().parent.parent

# The text -> the expressions of its numbers, in order.
Quotes = dict[str, list[str]]

QUOTES: dict[str, Quotes] = {
    "03-training-and-testing": {
        # 3.3
        "halves the training error (0.38 to 0.17)": [
            "polynomials.training[0]",
            "polynomials.training[14]",
        ],
        "five times as large (0.43 to 2.19)": [
            "polynomials.validation[0]",
            "polynomials.validation[14]",
        ],
        "here at degree 2": ["polynomials.best_level"],
        # 3.4
        "leave-one-out needs 296 fits for 296 rows": [
            "len(split_hardness('leave-one-out').chosen.error)",
            "len(split_hardness('leave-one-out').problem.y)",
        ],
        "than k-fold (0.22 against 0.49 GPa)": [
            "split_hardness('Monte Carlo').chosen.spread",
            "split_hardness('k-fold').chosen.spread",
        ],
        # 3.5
        "holds 1,062 rows but 529 compositions": [
            "len(hardness)",
            "len(set(composition_groups(hardness['formula'])))",
        ],
        "from 3.9 to 8.7 GPa": [
            "split_hardness('leave-one-cluster-out').random.mean",
            "split_hardness('leave-one-cluster-out').chosen.mean",
        ],
        "the forest reaches R² = 0.94 on random folds": ["forest_r2('random')"],
        "left out, R² over all rows is 0.37": ["forest_r2('one cluster out')"],
        # 3.6
        "find 0.206, 0.210 and 0.224": [
            "least_error('random', 16, 1)",
            "least_error('random', 16, 2)",
            "least_error('random', 16, 3)",
        ],
        "bottom of the valley (0.203)": ["least_error('grid', 16, 0)"],
        "do not quite (0.204)": ["least_error('grid', 25, 0)"],
        "that is 5 × (5 × 10 + 1) = 255 fits": ["5", "5", "10", "1", "5 * (5 * 10 + 1)"],
        # 3.7
        "nearly meet, at 0.22 and 0.23": [
            "learning.curves['ridge'].training.mean(axis=0)[-1]",
            "learning.curves['ridge'].validation.mean(axis=0)[-1]",
        ],
        "(0.07 against 0.19)": [
            "learning.curves['random forest'].training.mean(axis=0)[-1]",
            "learning.curves['random forest'].validation.mean(axis=0)[-1]",
        ],
        # 3.8
        "For k = 20 and α = 0.05 that is 64 %": ["20", "0.05", "100 * (1 - (1 - 0.05) ** 20)"],
        # 3.10
        "the mean error is about 2 GPa": ["seen['residual'].abs().mean()"],
        "Ten random picks would hold 0.4 of them": ["10 * 10 / len(candidates)"],
    },
    "04-crystal-hardness": {
        # 4.1
        "109 of 1,062 measurements": ["n_superhard", "len(hardness)"],
        # 4.2
        "a fixed sample of 1,000 compounds, so that it runs in seconds; 200 of them are kept": [
            "len(sample)",
            "len(shared_split[1])",
        ],
        "its error is 0.341, the worst model's 0.211": [
            "baseline_cv",
            "compared['MAE (log₁₀)'].max()",
        ],
        "takes k-nearest neighbours from 0.211 to 0.183": [
            "errors.loc['k-nearest neighbours', False]",
            "errors.loc['k-nearest neighbours', True]",
        ],
        "and the support vector machine from 0.187 to 0.138": [
            "errors.loc['support vector machine', False]",
            "errors.loc['support vector machine', True]",
        ],
        "the forest (0.127) and gradient boosting (0.125) lead": [
            "errors.loc['random forest', False]",
            "errors.loc['gradient boosting', False]",
        ],
        "and with a standard error of 0.007": ["spread.loc['random forest', False]"],
        "an error of 0.127 is a typical *factor* of 1.34": [
            "errors.loc['random forest', False]",
            "10 ** errors.loc['random forest', False]",
        ],
        # 4.3
        "from 0.138, its error with default settings, to 0.126 in cross-validation": [
            "errors.loc['support vector machine', True]",
            "tuned_cv",
        ],
        "The test error, 0.124, agrees": ["tuned_test"],
        "within its interval (0.105 to 0.144)": ["test_interval[0]", "test_interval[1]"],
        "In gigapascals it is 20.0 GPa": ["mae_gpa_test"],
        "the skill over the baseline is 0.62": ["1 - tuned_test / baseline_test"],
        # 4.4
        "an R² of 0.94 with random folds, 0.92 with grouped and only 0.51 with clustered ones": [
            "three_answers.loc[('random forest', 'random'), 'R²']",
            "three_answers.loc[('random forest', 'grouped'), 'R²']",
            "three_answers.loc[('random forest', 'clustered'), 'R²']",
        ],
        "grows from 2.1 to 2.3 and then to 6.3 GPa": [
            "three_answers.loc[('random forest', 'random'), 'MAE (GPa)']",
            "three_answers.loc[('random forest', 'grouped'), 'MAE (GPa)']",
            "three_answers.loc[('random forest', 'clustered'), 'MAE (GPa)']",
        ],
        "the simple k-nearest neighbours (0.65) do better": [
            "three_answers.loc[('k-nearest neighbours', 'clustered'), 'R²']"
        ],
        "misses by 11 to 13 GPa": [
            "three_answers.loc['training mean', 'MAE (GPa)'].min()",
            "three_answers.loc['training mean', 'MAE (GPa)'].max()",
        ],
        "Hardness here runs from 0.25 to 71 GPa": ["y_hard.min()", "y_hard.max()"],
        # 4.5
        "shuffling it adds 2.6 GPa to an error of 2.4 GPa": [
            "importance.iloc[0]",
            "held_out_error",
        ],
        "atomic number (1.8 GPa)": ["importance['atomic number']"],
        "the band gap of the elements (1.3 GPa)": ["importance['band gap of the elements']"],
        "whose gap is 0": [
            "datasets.load_element_properties().loc[['Fe', 'W', 'Ti', 'Ta'], 'GSbandgap'].max()"
        ],
        # 4.6
        "For diamond (B = 443, G = 535 GPa) it gives about 97 GPa": [
            "443",
            "535",
            "tian_hardness(443, 535)",
        ],
        "on these 148 compositions the forest (3.6 GPa) errs less than Tian's relation (6.1 GPa), "
        "and their mean by 8.0 GPa": [
            "len(overlap)",
            "second_opinion.loc['forest', 'MAE (GPa)']",
            "second_opinion.loc['Tian', 'MAE (GPa)']",
            "baseline_overlap",
        ],
        "The rank correlations are 0.85 and 0.69": [
            "second_opinion.loc['forest', 'rank correlation']",
            "second_opinion.loc['Tian', 'rank correlation']",
        ],
        "46 GPa (measured: 26)": ["overlap.loc['TiB2', 'Tian']", "truth['TiB2']"],
        "31 GPa (measured: 5)": ["overlap.loc['Be12Nb', 'Tian']", "truth['Be12Nb']"],
        "of 5,750 compounds": ["len(screened)"],
        "B₂CN (50 GPa)": ["found('B2CN', 'forest (GPa)')"],
        "(s.d. 11 GPa), and Tian gives 37 GPa": [
            "found('B2CN', 's.d. of trees')",
            "found('B2CN', 'Tian (GPa)')",
        ],
        "differ by more than 25 GPa": ["forest_superhard['s.d. of trees'].iloc[1:].min()"],
        "B₄C, further down with 38 GPa": ["found('B4C', 'forest (GPa)')"],
        "is given 38 GPa. Its moduli, 5 and 2 GPa, say 0.5 GPa": [
            "found('BF3', 'forest (GPa)')",
            "sound.set_index('formula').loc['BF3', 'bulk_modulus_GPa']",
            "sound.set_index('formula').loc['BF3', 'shear_modulus_GPa']",
            "found('BF3', 'Tian (GPa)')",
        ],
        "H₂O gets 34 GPa": ["found('H2O', 'forest (GPa)')"],
    },
}

# Not all numbers of these notebooks are quoted here yet.
SOME_QUOTED = {"03-training-and-testing"}

# What the prose says without a number, or of several numbers at once.
CLAIMS: dict[str, list[str]] = {
    "03-training-and-testing": [
        "luck[luck['rows in the table'] == '106']['error'].agg(np.ptp)"
        " > luck[luck['rows in the table'] == '106']['error'].min()",
        "counts['k-fold'][7] == 3 and counts['k-fold'][2] == 0",
        "sum(candidates.nlargest(10, 'predicted_GPa')['rank when measured'] <= 10) == 5",
    ],
    "04-crystal-hardness": [
        "abs(errors.loc['linear regression'].diff().iloc[-1]) < 0.0005",
        "abs(errors.loc['random forest'].diff().iloc[-1]) < 0.0005",
        "abs(errors.loc['gradient boosting'].diff().iloc[-1]) < spread.min(axis=None)",
        "search.best_params_['svr__C'] not in (grid['svr__C'][0], grid['svr__C'][-1])",
        "search.best_params_['svr__gamma'] not in (grid['svr__gamma'][0], grid['svr__gamma'][-1])",
        "[*worst['formula'].iloc[np.argsort(-test_error)][:3]] == ['TiCl2', 'Mg(AlH4)2', 'LiBF4']",
        "list(importance.index[:2]) == ['indentation load', 'atomic number']",
        "importance.index[2] == 'band gap of the elements'",
        "len(forest_superhard) == 6 and len(agreed) == 1",
        "screened.loc[agreed[0], 'formula'] == 'BeCN2'",
        "(forest_superhard['s.d. of trees'].iloc[1:] > 25).all()",
        "found('LiC12', 'elements never seen') == 'Li'",
    ],
}

NUMBER = re.compile(r"(?<![\w₀-₉.])\d[\d,]*(?:\.\d+)?(?![\w₀-₉])")
SECTION = re.compile(r"\bsections? \d+\.\d+")


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def prose(notebook: str) -> str:
    """Return the text of a lesson in one line."""
    cells = jupytext.read(ROOT / "notebooks" / f"{notebook}.md").cells
    return in_one_line("\n\n".join(c.source for c in cells if c.cell_type == "markdown"))


def notices(notebook: str) -> Iterator[str]:
    """Yield each "Notice that" up to the exercise, question, heading or rule after it."""
    for cell in jupytext.read(ROOT / "notebooks" / f"{notebook}.md").cells:
        if cell.cell_type == "markdown":
            for part in cell.source.split("**Notice that**")[1:]:
                yield in_one_line(re.split(r"\n\n\*\*[A-Z]|\n#|\n>", part)[0])


@cache
def computed(notebook: str) -> dict[str, Any]:
    """Run a whole lesson, solutions and demos included, and return its names."""
    mpl.use("Agg")
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in jupytext.read(ROOT / "notebooks" / f"{notebook}.md").cells:
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell.source, names)
            plt.close("all")
    if "screened" in names:
        rows = names["screened"].set_index("formula")
        names["found"] = lambda formula, column: rows.loc[formula, column]
    if notebook == "03-training-and-testing":
        names |= explored(names["by_split"])
    return names


def explored(by_split: pd.DataFrame) -> dict[str, Any]:
    """Return what a reader of lesson 03 sees in its explorers, and the scores of its forest."""
    r2 = by_split.set_index(["model", "split"])["R²"]
    return {
        "forest_r2": lambda split: r2["forest (extra trees)", split],
        "polynomials": explore_overfitting(mendeleev_problem()),
        "split_hardness": lambda splitter: explore_splitting(hardness_problem(), splitter),
        "least_error": lambda method, budget, seed: explore_search(
            svr_problem(), method, budget, seed
        ).best[method][-1],
        "learning": explore_learning(moduli_problem(), "random forest", "ridge"),
    }


def agrees(quoted: str, value: float) -> bool:
    """Say whether a number as printed is the value, rounded to as many decimals.

    A little slack lets 0.1245 be quoted as 0.124 or 0.125: another version of a library may
    move the last digit.
    """
    decimals = len(quoted.partition(".")[2])
    return abs(float(quoted.replace(",", "")) - float(value)) <= 0.6 * 10**-decimals


@pytest.mark.parametrize(("notebook", "quote"), [(n, q) for n, qs in QUOTES.items() for q in qs])
def test_a_quotation_is_in_the_text_with_one_expression_per_number(notebook, quote):
    assert in_one_line(quote) in prose(notebook)
    assert len(NUMBER.findall(quote)) == len(QUOTES[notebook][quote])


@pytest.mark.parametrize("notebook", sorted(QUOTES.keys() - SOME_QUOTED))
def test_every_number_in_a_notice_is_quoted(notebook):
    for notice in notices(notebook):
        rest = SECTION.sub("", notice)
        for quote in sorted(QUOTES[notebook], key=len, reverse=True):
            rest = rest.replace(in_one_line(quote), "")
        assert NUMBER.findall(rest) == [], notice


@pytest.mark.thorough
@pytest.mark.parametrize("notebook", QUOTES)
def test_quoted_numbers_are_what_the_cells_compute(notebook):
    names = computed(notebook)
    wrong = [
        f"{quote!r}: {number} is quoted, {expression} = {value}"
        for quote, expressions in QUOTES[notebook].items()
        for number, expression in zip(NUMBER.findall(quote), expressions, strict=True)
        if not agrees(number, value := eval(expression, names))
    ]
    assert wrong == []


@pytest.mark.thorough
@pytest.mark.parametrize("notebook", CLAIMS)
def test_what_the_prose_claims_is_true(notebook):
    names = computed(notebook)
    assert [claim for claim in CLAIMS[notebook] if not eval(claim, names)] == []


@pytest.mark.parametrize(
    ("quoted", "value", "wanted"),
    [("0.12", 0.1249, True), ("0.12", 0.131, False), ("5,750", 5750, True), ("20.0", 20.3, False)],
)
def test_agreement_is_to_the_last_digit_quoted(quoted, value, wanted):
    assert agrees(quoted, value) == wanted
