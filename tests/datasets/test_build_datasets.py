"""The script that makes the shipped files from the published packages.

Rebuilding needs the wheels: name their folder in the environment variable MATML_WHEELS.
Nothing here uses the network.
"""

import dataclasses
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "build_datasets.py"


def load_script():
    spec = importlib.util.spec_from_file_location("build_datasets", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up here
    spec.loader.exec_module(module)
    return module


tool = load_script()


@pytest.fixture
def wheels():
    folder = os.environ.get("MATML_WHEELS")
    if not folder:
        pytest.skip("MATML_WHEELS is not set: name a folder with the wheels to rebuild the data")
    missing = [w.filename for w in tool.WHEELS if not (Path(folder) / w.filename).exists()]
    assert not missing, f"MATML_WHEELS={folder} lacks {', '.join(missing)}"
    return Path(folder)


def wheel_with(path, members):
    """Write a small wheel and return its description for the script."""
    with zipfile.ZipFile(path, "w") as opened:
        for name, text in members.items():
            opened.writestr(name, text)
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    return dataclasses.replace(tool.CRABNET, filename=path.name, sha256=checksum)


def benchmark(**parts):
    return {
        f"crabnet/data/benchmark_data/mp_x/{part}.csv": "formula,target\n" + text
        for part, text in parts.items()
    }


def test_check_passes_on_the_shipped_files(wheels):
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--check", "--wheels", str(wheels)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "byte for byte" in run.stdout


def test_check_names_the_file_that_differs(wheels, tmp_path, capsys, monkeypatch):
    shipped = tmp_path / "files"
    shutil.copytree(tool.SHIPPED, shipped)
    monkeypatch.setattr(tool, "SHIPPED", shipped)
    table = shipped / "magpie_elements.csv"
    table.write_bytes(table.read_bytes().replace(b"1.00794", b"1.00795"))
    (shipped / "band_gaps.csv.bz2").unlink()
    assert tool.main(["--check", "--wheels", str(wheels)]) == 1
    faults = capsys.readouterr().out.splitlines()
    assert len(faults) == 2
    assert any("magpie_elements.csv differs" in fault for fault in faults)
    assert any("band_gaps.csv.bz2 is missing" in fault for fault in faults)


def test_a_wheel_with_a_wrong_checksum_is_refused_by_name(tmp_path, capsys):
    for wheel in tool.WHEELS:
        (tmp_path / wheel.filename).write_bytes(b"not the published file")
    before = {path: path.read_bytes() for path in tool.SHIPPED.iterdir()}
    for arguments in ([], ["--check"]):
        assert tool.main([*arguments, "--wheels", str(tmp_path)]) == 2
        message = capsys.readouterr().err
        assert str(tmp_path / tool.VICKERS.filename) in message
        assert tool.VICKERS.sha256 in message
    assert before == {path: path.read_bytes() for path in tool.SHIPPED.iterdir()}


def test_a_missing_wheel_is_named(tmp_path):
    with pytest.raises(tool.BuildError, match=tool.MATMINER.filename):
        tool.open_wheel(tmp_path, tool.MATMINER)


def test_the_three_parts_of_a_benchmark_are_put_together_in_order(tmp_path):
    wheel = wheel_with(
        tmp_path / "x.whl", benchmark(train="Fe,1.50\nNaN,2\n", val="Cu,3\n", test="Al,1e-05\n")
    )
    with tool.open_wheel(tmp_path, wheel) as opened:
        table = tool.read_benchmark(opened, "mp_x")
    assert list(table.items()) == [("Fe", "1.50"), ("NaN", "2"), ("Cu", "3"), ("Al", "1e-05")]


def test_a_repeated_formula_stops_the_join(tmp_path):
    wheel = wheel_with(tmp_path / "x.whl", benchmark(train="Fe,1\n", val="Fe,2\n", test="Al,3\n"))
    with (
        tool.open_wheel(tmp_path, wheel) as opened,
        pytest.raises(tool.BuildError, match="Fe occurs twice in mp_x"),
    ):
        tool.read_benchmark(opened, "mp_x")


def test_a_table_with_other_columns_is_named(tmp_path):
    wheel = wheel_with(tmp_path / "x.whl", {"a/b.csv": "formula,value\nFe,1\n"})
    with (
        tool.open_wheel(tmp_path, wheel) as opened,
        pytest.raises(tool.BuildError, match=r"a/b\.csv is not a table with the columns formula"),
    ):
        tool.read_table(opened, "a/b.csv", ["formula", "target"])


def test_the_join_keeps_every_formula_once_and_leaves_gaps_empty():
    rows = tool.join([{"Fe": "1", "Cu": "2"}, {"Al": "3", "Fe": "4"}, {"Cu": "5"}])
    assert rows == [["Fe", "1", "4", ""], ["Cu", "2", "", "5"], ["Al", "", "3", ""]]


@pytest.mark.parametrize("extra", ["", "Missing\r\n" * 6])
def test_missing_element_values_become_empty(tmp_path, extra):
    member = "matminer/utils/data_files/magpie_elementdata/Row.table"
    text = " 1 \r\nMissing\r\n" + " 2.50 \r\n" * 110 + extra
    wheel = wheel_with(tmp_path / "x.whl", {member: text})
    with tool.open_wheel(tmp_path, wheel) as opened:
        assert tool.read_property(opened, "Row") == ["1", "", *["2.50"] * 110]


def test_an_element_table_that_is_too_short_is_named(tmp_path):
    member = "matminer/utils/data_files/magpie_elementdata/Row.table"
    wheel = wheel_with(tmp_path / "x.whl", {member: "1\n" * 111})
    with (
        tool.open_wheel(tmp_path, wheel) as opened,
        pytest.raises(tool.BuildError, match=r"Row\.table does not hold one value for each of 112"),
    ):
        tool.read_property(opened, "Row")


def test_symbols_and_properties_are_complete():
    assert len(set(tool.SYMBOLS)) == 112
    assert len(set(tool.PROPERTIES)) == 22
