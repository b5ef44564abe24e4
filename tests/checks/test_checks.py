"""The vocabulary of the test cells, tried as a test cell uses it."""

import subprocess
import sys

import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from scipy import sparse

from matml_teach import checks
from matml_teach.checks import CheckFailed


def run(test: str, answer: str = "", **names) -> CheckFailed | None:
    """Run an answer and a test body in one namespace; return the failure, if any."""
    exec(answer, names)
    body = "\n".join(f"    {line}" for line in test.splitlines())
    source = "with checks.exercise('Title', see='1.1 Section') as ex:\n" + body
    try:
        exec(source, {**names, "checks": checks, "np": np})
    except CheckFailed as failure:
        return failure
    return None


@pytest.mark.parametrize(
    ("answer", "identifier"),
    [
        ("", "blank.not-defined"),
        ("f = 3", "error.not-a-function"),
        ("def f(x):\n    raise NotImplementedError()", "blank.not-answered"),
        ("def f(x):\n    return 1 / 0", "error.raised"),
        ("def f():\n    return 1", "error.raised"),
        ("def f(x):\n    print(x)", "error.returned-none"),
        ("def f(x):\n    return 'four'", "error.not-numbers"),
        ("def f(x):\n    return '4'", "error.not-numbers"),
        ("def f(x):\n    return [4, 5]", "error.not-a-number"),
        ("def f(x):\n    return float('nan')", "error.not-a-number"),
        ("def f(x):\n    return 5", "double.wrong"),
    ],
)
def test_every_kind_of_wrong_function_gets_its_identifier(answer, identifier):
    test = "f = ex.function('f')\nex.require_close(ex.number(f(2)), 4, 'double.wrong', 'No.')"
    failure = run(test, answer)
    assert failure.identifier == identifier
    assert failure.title == "Title"
    assert failure.see == "1.1 Section"


@pytest.mark.parametrize(
    "answer",
    [
        "f = lambda x: x + x",
        "def f(x):\n    import sys\n    print('working', file=sys.stderr)\n    return 2 * x",
        "def f(x):\n    import warnings\n    warnings.warn('careful')\n    return 2 * x",
        "def f(x):\n    import matplotlib.pyplot as plt\n    plt.plot([x])\n    return 2 * x",
        "import numpy as np\ndef f(x):\n    return np.array([2 * x])",
        "import pandas as pd\ndef f(x):\n    return pd.Series([2.0 * x], index=['answer'])",
    ],
    ids=["lambda", "writes to stderr", "warns", "plots", "array", "series"],
)
def test_a_right_function_is_right_however_it_is_written(answer, capfd):
    test = "f = ex.function('f')\nex.require_close(ex.number(f(2)), 4, 'a.b', 'No.')"
    assert run(test, answer) is None
    assert capfd.readouterr().err == ""


def test_an_answer_that_changes_its_input_cannot_spoil_the_check():
    answer = "def f(x):\n    x[:] = 0\n    return x.sum()"
    test = "x = np.ones(3)\nf = ex.function('f')\nf(x)\nex.require(x.sum() == 3, 'a.b', 'spoilt')"
    assert run(test, answer) is None


def test_a_check_leaves_no_names_behind():
    names = {"checks": checks, "x": 1, "f": lambda value: value}
    source = """
with checks.exercise("Title", see="here") as ex:
    x, new = 2, 3
    f = ex.function("f")
"""
    before = dict(names)
    exec(source, names)
    names.pop("__builtins__")
    assert names == before


def test_a_function_reads_the_students_variables_not_those_of_the_check():
    names = {"checks": checks}
    exec("factor = 2\ndef f(x):\n    return 1 if x == 0 else factor * f(x - 1)", names)
    source = """
with checks.exercise("Title", see="here") as ex:
    f = ex.function("f")
    factor = [3, "the check's own"]
    first, kept, second = f(3), factor, f(4)
    ex.require((first, second) == (8, 16), "wrong", "No.")
    ex.require(factor is kept, "lost", "The check lost its own value.")
"""
    exec(source, names)
    assert names["factor"] == 2


def test_values_blank_and_given():
    assert run("ex.value('a')").identifier == "blank.not-defined"
    assert run("ex.value('a')", "a = ...").identifier == "blank.not-answered"
    assert run("ex.value('a')", "a = None").identifier == "blank.not-answered"
    assert run("ex.require(ex.value('a') == 0, 'a.b', 'No.')", "a = 0") is None


@pytest.mark.parametrize("answer", ["(1, 2)", "[1, 2]", "__import__('numpy').array([1, 2])"])
def test_two_results_in_any_pair(answer):
    assert run(f"first, second = ex.two({answer})\nex.require(second == 2, 'a.b', 'No.')") is None


@pytest.mark.parametrize("answer", ["1", "(1, 2, 3)", "'ab'", "{1: 2, 3: 4}"])
def test_not_two_results(answer):
    assert run(f"ex.two({answer})").identifier == "error.not-two-results"


def test_a_half_given_pair():
    assert run("ex.two((None, 2))").identifier == "error.returned-none"


def test_wrong_shape_names_both_shapes():
    failure = run("ex.same_shape([1, 2], [[1, 2]], 'The training set')")
    assert failure.identifier == "error.wrong-shape"
    assert "(1, 2)" in failure.message
    assert "(2,)" in failure.message


def test_an_unforeseen_answer_gives_a_sentence_not_a_traceback():
    failure = run("ex.value('a').no_such_method()", "a = 1")
    assert failure.identifier == "error.unusable-answer"


@pytest.mark.parametrize(
    "wrapped",
    [
        [[1.0, 2.0]],
        ((1, 2),),
        np.array([[1, 2]], dtype=np.float32),
        pd.DataFrame({"a": [1], "b": [2]}, index=["row"]),
        sparse.csr_array([[1.0, 2.0]]),
    ],
    ids=["list", "tuple", "float32", "frame", "sparse"],
)
def test_numbers_are_numbers_however_wrapped(wrapped):
    assert checks.close(wrapped, [[1, 2]])
    assert not checks.close(wrapped, [1, 2])


def test_identifiers_have_a_fixed_form():
    for wrong in ("Leak.scaler", "leak", "leak scaler.x", "leak..x", ""):
        with pytest.raises(ValueError, match="identifier"):
            CheckFailed(wrong, "message")


def test_fresh_data_are_the_same_every_time():
    first = checks.exercise("Title", see="")
    second = checks.exercise("Title", see="elsewhere")
    assert first.rng.normal() == second.rng.normal()


def test_in_a_notebook_the_identifier_travels_and_no_traceback_of_ours_shows(tmp_path):
    notebook = new_notebook(
        cells=[
            new_code_cell("from matml_teach import checks\nanswer = 3"),
            new_code_cell(
                "with checks.exercise('Counting', see='1.2 Counting') as ex:\n"
                "    ex.fail_if(ex.value('answer') == 3, 'count.off-by-one', 'Count both ends.')"
            ),
        ]
    )
    NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
    [output] = notebook.cells[1].outputs
    nbformat.validate(notebook)
    assert output.ename == "CheckFailed"
    assert output.evalue == "count.off-by-one: Count both ends."
    assert output.traceback == [
        "✗ Counting  [count.off-by-one]",
        "  Count both ends.",
        "  Read again: 1.2 Counting",
    ]


def test_importing_checks_is_light():
    code = "import sys; from matml_teach import checks; checks.exercise; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "sklearn", "matplotlib", "scipy"} & set(done.stdout.split())
