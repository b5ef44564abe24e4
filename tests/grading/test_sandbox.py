"""What code in the sandbox can and cannot do; real sandboxes, real kernels."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from matml_teach.exceptions import UsageError
from matml_teach.grading import grade, sandbox
from matml_teach.grading.kernels import SandboxManager, Warm
from matml_teach.grading.sandboxed import SandboxedExecute

LIMITS = {"memory": 4 * 2**30, "processes": 64, "disk": 64 * 2**20}


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    hidden = tmp_path_factory.mktemp("hidden")
    (hidden / "gradebook.db").write_text("secret")
    warm = Warm(hidden=[hidden])
    warm.import_modules(["ipykernel.kernelapp", "ipykernel.ipkernel", "numpy", "pandas"])
    warm.import_modules(["matplotlib.pyplot", "no_such_module"])
    yield warm
    warm.close()


def run(warm, directory, *cells, limits=LIMITS, **settings):
    """Run cells in a fresh kernel; return the text that each of them printed or showed."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    order = {"name": "work", "limits": limits, "environment": {}}
    manager = SandboxManager(warm, order, Path(directory), kernel_name="python3")
    client = NotebookClient(notebook, km=manager, allow_errors=True, timeout=120, **settings)
    client.owns_km = True
    client.execute()
    return ["".join(map(text_of, cell.outputs)) for cell in notebook.cells]


def text_of(output):
    match output.output_type:
        case "stream":
            return output.text.rstrip("\n")
        case "error":
            return f"{output.ename}: {output.evalue}"
        case _:
            return output.data["text/plain"]


def test_code_sees_python_and_its_own_files_and_nothing_else(warm, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "secret")
    (tmp_path / "data.csv").write_text("1,2")
    (tmp_path / "other.ipynb").write_text("{}")
    here = Path(__file__).resolve()
    out = run(
        warm,
        tmp_path,
        "import os; print(sorted(os.listdir()), open('data.csv').read())",
        "import os; print('SECRET_TOKEN' in os.environ, os.environ['HOME'])",
        f"open({str(here)!r})",
        f"import os; os.listdir({str(tmp_path)!r})",
        "import os; print(os.listdir('/home'), os.listdir('/run/grading'))",
        "print(open('/etc/passwd').read())",
        "import os; os.listdir('/etc/ssh')",
        "import numpy, pandas; print('imported')",
    )
    assert out[0] == "['data.csv'] 1,2"
    assert out[1] == "False /home/student"
    assert out[2].startswith("FileNotFoundError")
    assert out[3].startswith("FileNotFoundError")
    assert out[4].startswith("['student'] [")
    assert len(json.loads(out[4].removeprefix("['student'] ").replace("'", '"'))) == 1
    assert out[5].startswith("FileNotFoundError")
    assert out[6].startswith("FileNotFoundError")
    assert out[7] == "imported"


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "open('/usr/x', 'w')",
        "open('/x', 'w')",
        "open('/dev/x', 'w')",
        "open('/run/grading/x', 'w')",
        "import glob; open(glob.glob('/run/grading/*')[0] + '/x', 'w')",
        "import numpy; open(numpy.__file__, 'a')",
        "import os; os.setuid(0)",
        "import os; os.mkdir('m'); os.chroot('m')",
        "import ctypes; c = ctypes.CDLL(None, use_errno=True)\n"
        "assert c.unshare(0x10000000) == 0, 'refused'",
        "import ctypes; c = ctypes.CDLL(None, use_errno=True)\n"
        "assert c.mount(b'tmpfs', b'/tmp', b'tmpfs', 0, None) == 0, 'refused'",
        "import os; os.kill(1, 9); os.kill(1, 0); raise OSError('still there')",
        "open('/proc/1/environ').read()",
    ],
)
def test_code_gets_nowhere(warm, tmp_path, attempt):
    first, second = run(warm, tmp_path, attempt, "print('alive')")
    name = first.split(":")[0]
    assert name in ("OSError", "PermissionError", "AssertionError", "FileNotFoundError"), first
    assert second == "alive"


def test_the_local_machine_cannot_be_talked_to(warm, tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0grading-test-" + str(os.getpid()))
        abstract.listen()
        out = run(
            warm,
            tmp_path,
            f"import socket; socket.create_connection(('127.0.0.1', {tcp.getsockname()[1]}))",
            f"socket.socket(socket.AF_UNIX).connect('\\0grading-test-{os.getpid()}')",
        )
    assert [text.split(":")[0] for text in out] == ["ConnectionRefusedError"] * 2


def test_what_lies_in_a_visible_place_can_be_hidden(tmp_path):
    tmp = tmp_path / "shared"
    tmp.mkdir()
    look = ["/bin/sh", "-c", "ls /usr/share/ | wc -l; ls /usr/bin | wc -l"]
    command = sandbox.command(look, shared=tmp, hidden=[Path("/usr/share")])
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    share, programs = map(int, done.stdout.split())
    assert share == 0
    assert programs > 100


def test_nothing_passes_from_one_submission_to_the_next(warm, tmp_path):
    first = run(
        warm,
        tmp_path,
        "import os, sys, builtins, pathlib, numpy as np, subprocess, threading, time\n"
        "answer = 42; builtins.answer = 42; np.answer = 42; os.environ['ANSWER'] = '42'\n"
        "np.random.seed(7); sys.modules['answers'] = np\n"
        "for place in ('/tmp', '/dev/shm', os.environ['HOME']):\n"
        "    pathlib.Path(place, 'answer').write_text('42')\n"
        "subprocess.Popen(['sleep', '86124'], start_new_session=True)\n"
        "threading.Thread(target=time.sleep, args=[86124]).start()\n"
        "print(np.random.rand())",
    )
    assert not any(is_the_sleeper(process) for process in psutil.process_iter())
    second = run(
        warm,
        tmp_path,
        "import os, sys, numpy as np, builtins, glob\n"
        "print([x for x in ('answer' in globals(), hasattr(builtins, 'answer'),\n"
        "    hasattr(np, 'answer'), 'ANSWER' in os.environ, 'answers' in sys.modules) if x],\n"
        "    glob.glob('/tmp/answer') + glob.glob('/dev/shm/*') + glob.glob('/home/*/answer'))",
        "print(np.random.rand())",
    )
    assert second[0] == "[] []"
    assert second[1] != first[0]
    assert os.listdir(warm.shared) == []


def is_the_sleeper(process):
    try:
        return process.cmdline() == ["sleep", "86124"]
    except psutil.Error:
        return False


def test_random_numbers_differ_between_submissions(warm, tmp_path):
    draw = "import random, numpy as np\nprint(random.random(), np.random.rand())"
    draws = {run(warm, tmp_path, draw)[0] for _ in range(3)}
    assert len(draws) == 3


FAITHFUL = (
    "import numpy as np, pandas as pd, matplotlib.pyplot as plt, sys",
    "pd.DataFrame(np.zeros((2, 40)))",
    "pd.Series(range(100))",
    "plt.plot([1, 2]); plt.title('a'); None",
    "plt.get_backend(), __name__, sys.path[0] == '', get_ipython().__class__.__name__",
    "print('a'); print('b', file=sys.stderr)",
    "display(1, 'two'); _",
    "1/0",
    "In, Out.keys()",
    "!echo from the shell",
    "input('name?')",
    "import asyncio; await asyncio.sleep(0); asyncio.get_running_loop() is not None",
    "import inspect\ndef f(): return 1\ninspect.getsource(f)",
    "from concurrent.futures import ThreadPoolExecutor\n"
    "list(ThreadPoolExecutor(2).map(lambda x: x * x, range(3)))",
    "from sklearn.model_selection import cross_val_score\n"
    "from sklearn.linear_model import Ridge\n"
    "X = np.random.default_rng(0).normal(size=(60, 3))\n"
    "cross_val_score(Ridge(), X, X[:, 0], n_jobs=2).round(3)",
)


@pytest.mark.thorough
def test_outputs_are_those_of_an_ordinary_kernel(warm, tmp_path):
    ordinary = new_notebook(cells=[new_code_cell(cell) for cell in FAITHFUL])
    NotebookClient(
        ordinary, kernel_name="python3", allow_errors=True, timeout=120, coalesce_streams=True,
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()  # fmt: skip
    ours = new_notebook(cells=[new_code_cell(cell) for cell in FAITHFUL])
    order = {"name": "work", "limits": LIMITS, "environment": {}}
    manager = SandboxManager(warm, order, tmp_path, kernel_name="python3")
    client = NotebookClient(ours, km=manager, allow_errors=True, timeout=120, coalesce_streams=True)
    client.owns_km = True
    client.execute()
    for mine, theirs in zip(ours.cells, ordinary.cells, strict=True):
        assert [without_paths(o) for o in mine.outputs] == [
            without_paths(o) for o in theirs.outputs
        ], mine.source


def without_paths(output):
    """What must be equal: tracebacks name files, and the state of widgets has random names."""
    output = nbformat.from_dict(output)
    output.pop("traceback", None)
    if output.output_type == "stream":
        output.text = output.text.replace("\r", "")
    return output


def test_files_beside_the_notebook_can_be_imported_and_changed_ones_come_home(warm, tmp_path):
    (tmp_path / "helper.py").write_text("x = 5")
    (tmp_path / "kept.txt").write_text("old")
    (tmp_path / "work.ipynb").write_text("mine")
    (tmp_path / "link").symlink_to("/etc/hostname")
    out = run(
        warm,
        tmp_path,
        "import helper; print(helper.x)",
        "import os; print(sorted(os.listdir()))",
        "open('kept.txt', 'w').write('new')\n"
        "os.makedirs('a/b'); open('a/b/c.txt', 'w').write('c')\n"
        "open('work.ipynb', 'w').write('theirs'); os.symlink('/etc/hostname', 'sneaky')\n"
        "open('other.ipynb', 'w').write('theirs'); os.mkfifo('pipe')",
    )
    assert out[0] == "5"
    assert out[1] == "['helper.py', 'kept.txt']"
    assert (tmp_path / "kept.txt").read_text() == "new"
    assert (tmp_path / "a" / "b" / "c.txt").read_text() == "c"
    assert (tmp_path / "work.ipynb").read_text() == "mine"
    assert not {"sneaky", "other.ipynb", "pipe"} & set(os.listdir(tmp_path))


def test_another_kernel_runs_as_a_program_in_the_sandbox(warm, tmp_path, monkeypatch):
    spec = {
        "argv": [sys.executable, "-E", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Other",
        "language": "python",
    }
    (tmp_path / "jupyter" / "kernels" / "other").mkdir(parents=True)
    (tmp_path / "jupyter" / "kernels" / "other" / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    directory = tmp_path / "submission"
    directory.mkdir()
    cells = ["import os, sys; print(os.getcwd(), sys.flags.ignore_environment)", "1/0"]
    cells += ["import glob; open(glob.glob('/run/grading/*')[0] + '/x', 'w')"]
    notebook = new_notebook(
        cells=[new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "other", "display_name": "Other"}},
    )
    step = SandboxedExecute()
    resources = {"metadata": {"path": str(directory)}, "unique_key": "work"}
    step.preprocess(notebook, resources)
    out = ["".join(map(text_of, cell.outputs)) for cell in notebook.cells]
    assert out[0] == "/home/student/work 1"
    assert out[1] == "ZeroDivisionError: division by zero"
    assert out[2].startswith("OSError: [Errno 30] Read-only file system")


def test_without_bubblewrap_grading_refuses_with_the_way_out(course, monkeypatch):
    from tiny_course import hand_in

    hand_in(course, "ada", {})
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match="bwrap of bubblewrap is not installed; install bubbl"):
        grade(course)


@pytest.mark.thorough
def test_without_a_sandbox_only_when_told_to_and_the_summary_says_so(course, tmp_path):
    from tiny_course import RIGHT_DOUBLE, hand_in, read_json

    hand_in(course, "ada", {"double": RIGHT_DOUBLE})
    matml = Path(sys.executable).with_name("matml")
    command = [matml, "grade", "--course", str(course), "--json", str(tmp_path / "grades.json")]
    environment = {**os.environ, "PATH": str(tmp_path)}  # bwrap is nowhere to be found
    refused = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "--unsafe-no-sandbox" in refused.stderr
    assert not (tmp_path / "grades.json").exists()
    command.append("--unsafe-no-sandbox")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Sandbox: none. Student code ran as you" in done.stdout
    result = read_json(tmp_path / "grades.json")["ada"]
    assert (result["protection"], result["score"]) == ("none", 2)
