"""JupyterLab in headless Chromium, as a student sees it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "for-the-test"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def matml_lab(course: Path, *arguments: str) -> Iterator[str]:
    """Run ``matml lab`` on a course and give the server's address."""
    port = free_port()
    matml = Path(sys.executable).with_name("matml")
    command = [str(matml), "lab", "--course", str(course), *arguments]
    command += [
        "--",
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--ServerApp.port_retries=0",
    ]
    command += [f"--IdentityProvider.token={TOKEN}", "--expose-app-in-browser"]
    home = course.parent / "home"
    environment = {
        **os.environ,
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    log = (course.parent / "lab.log").open("w")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/api/status?token={TOKEN}")
                break
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            raise TimeoutError("JupyterLab did not answer within a minute")
        assert server.poll() is None, (course.parent / "lab.log").read_text()
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@contextlib.contextmanager
def browser_page(chromium: str, width: int = 1300, height: int = 1000) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def open_notebook(page: Page, address: str, path: str) -> None:
    """Open a notebook and wait until its kernel is ready."""
    page.goto(f"{address}/lab/tree/{path}?token={TOKEN}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.evaluate("window.jupyterapp.restored")
    page.wait_for_function(
        """() => {
            const panel = window.jupyterapp.shell.currentWidget;
            return panel?.sessionContext?.session?.kernel?.status === 'idle';
        }"""
    )


RUN_ALL = """async () => {
    const app = window.jupyterapp, panel = app.shell.currentWidget, results = [];
    const notebook = panel.content;
    for (let index = 0; index < notebook.widgets.length; index++) {
        const cell = notebook.widgets[index];
        notebook.activeCellIndex = index;
        await app.commands.execute('notebook:run-cell');
        if (cell.model.type !== 'code') continue;
        results.push({
            index,
            source: cell.model.sharedModel.source,
            metadata: cell.model.sharedModel.getMetadata(),
            outputs: cell.model.outputs.toJSON(),
        });
    }
    return results;
}"""


def run_all_cells(page: Page) -> list[dict]:
    """Run every cell, also after errors, and return the code cells with their outputs."""
    return page.evaluate(RUN_ALL)


def show_cell(page: Page, index: int) -> None:
    """Scroll to a cell."""
    page.evaluate(
        """async (index) => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = index;
            await notebook.scrollToItem(index, 'start');
        }""",
        index,
    )
    page.wait_for_timeout(400)


def copy_course(destination: Path) -> Path:
    """Copy what a clone holds for students and instructors."""
    course = destination / "course"
    course.mkdir()
    for name in ("notebooks", "source", "release"):
        shutil.copytree(ROOT / name, course / name)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    return course
