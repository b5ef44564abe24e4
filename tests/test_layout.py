"""Promises about the package as a whole: what may import what, and what an import costs."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_imports_run_downward_only():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_the_package_loads_neither_half_nor_the_heavy_libraries():
    code = "import json, sys, matml_teach; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(run_python(code))
    heavy = {"numpy", "pandas", "sklearn", "matplotlib", "seaborn", "ipywidgets", "nbgrader"}
    assert not heavy & set(loaded)
    ours = [name for name in loaded if name.startswith("matml_teach")]
    assert ours == ["matml_teach"]


def test_the_student_half_works_without_the_instructor_half():
    code = """
import json, sys
from matml_teach import checks, datasets, explorers, features, lab, plots
checks.exercise, explorers.ScalingExplorer, features.CompositionFeaturizer
print(json.dumps(sorted(sys.modules)))
"""
    loaded = json.loads(run_python(code))
    instructor = ("nbgrader", "jupytext", "matml_teach.authoring", "matml_teach.grading")
    assert not [name for name in loaded if name.startswith(instructor)]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", text)[0].lower() for text in requirements}


def test_environment_yml_says_the_same_as_pyproject():
    lines = (ROOT / "environment.yml").read_text("utf-8").splitlines()
    listed = [line.strip().removeprefix("- ") for line in lines if line.startswith("  - ")]
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["grading"]]
    wanted.append(f"python{PROJECT['requires-python']}")
    assert set(listed) == {*wanted, "conda-forge", "pip", "pip:"}


def test_constraints_are_bare_pins_that_cover_the_dependencies():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.!+]+", line) for line in lines)
    wanted = [*PROJECT["dependencies"]]
    for extra in PROJECT["optional-dependencies"].values():
        wanted += [text for text in extra if not text.startswith("matml-teach")]
    pinned = {name.replace("_", "-") for name in names(lines)}
    assert {name.replace("_", "-") for name in names(wanted)} <= pinned


@pytest.mark.parametrize("tool", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_ruff_is_clean(tool):
    command = [Path(sys.executable).with_name("ruff"), *tool, "--no-cache", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_versions_agree():
    import matml_teach

    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert PROJECT["version"] == matml_teach.__version__
    assert f"version: {matml_teach.__version__}\n" in citation
