"""The release notebooks in JupyterLab, from `matml lab` to nbgrader's Validate button."""

import os
import re
from pathlib import Path

import pytest
from lab_page import (
    ROOT,
    browser_page,
    copy_course,
    matml_lab,
    open_notebook,
    run_all_cells,
    show_cell,
)
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FIRST = "01-data-preparation"
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.md"))
# One lesson is enough for every change; CI runs them all.
LESSONS = [pytest.param(n, marks=[] if n == FIRST else pytest.mark.thorough) for n in NAMES]


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def page(lesson, chromium, tmp_path_factory):
    course = copy_course(tmp_path_factory.mktemp("lab"))
    with matml_lab(course) as address, browser_page(chromium) as page:
        open_notebook(page, address, f"{lesson}/{lesson}.ipynb")
        yield page


@pytest.fixture(scope="module")
def cells(page):
    return run_all_cells(page)


@pytest.fixture(scope="module")
def pictures(lesson, tmp_path_factory) -> Path:
    folder = os.environ.get("MATML_SCREENSHOTS")
    folder = Path(folder) / lesson if folder else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def grade_id(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def is_test(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade", False)


def test_every_cell_runs_and_every_error_is_one_a_student_understands(cells):
    for cell in cells:
        for output in cell["outputs"]:
            assert output.get("name") != "stderr", f"{cell['source']}\n{output}"
            if output["output_type"] != "error":
                continue
            if is_test(cell):
                assert output["ename"] == "CheckFailed"
                assert output["evalue"].startswith("blank."), output["evalue"]
                assert len(output["traceback"]) <= 3
            else:
                assert output["ename"] == "NotImplementedError", output["evalue"]
                assert cell["metadata"]["nbgrader"]["solution"]


def test_an_untouched_notebook_passes_no_check(cells):
    tests = [cell for cell in cells if is_test(cell)]
    assert len(tests) >= 7
    for cell in tests:
        assert [output["output_type"] for output in cell["outputs"]] == ["error"], grade_id(cell)


def test_lesson_cells_that_draw_show_a_picture(cells, page, pictures):
    drawn = 0
    for cell in cells:
        if "plt.show()" in cell["source"]:
            drawn += 1
            assert any("image/png" in output.get("data", {}) for output in cell["outputs"])
            show_cell(page, cell["index"])
            page.screenshot(path=pictures / f"figure-{cell['index']:03}.png")
    assert drawn >= 3


def test_every_explorer_shows_its_picture(cells, page, pictures):
    shown = [cell for cell in cells if re.search(r"^explorers\.\w+\(", cell["source"], re.M)]
    assert shown
    for cell in shown:
        # The checklist is a form; all others draw.
        kind = "widget-view+json" if "Checklist(" in cell["source"] else "image/png"
        assert kind in str([list(output.get("data", {})) for output in cell["outputs"]])
        show_cell(page, cell["index"])
        page.screenshot(path=pictures / f"explorer-{cell['index']:03}.png")


def test_moving_the_scaling_explorer_changes_its_picture(lesson, cells, page, pictures):
    if lesson != FIRST:
        pytest.skip(f"{lesson} does not show this explorer")
    index = next(c["index"] for c in cells if "ScalingExplorer()" in c["source"])
    show_cell(page, index)
    cell = page.locator(".jp-Cell", has_text="explorers.ScalingExplorer()")
    picture = cell.locator("img[src^='data:image/png']").first
    picture.wait_for()
    page.screenshot(path=pictures / "scaling-before.png")
    before, text_before = picture.get_attribute("src"), picture.get_attribute("alt")
    cell.get_by_role("slider").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(picture).not_to_have_attribute("alt", text_before, timeout=120_000)
    page.screenshot(path=pictures / "scaling-after.png")
    assert picture.get_attribute("src") != before


def test_validate_names_the_unsolved_exercises(cells, page, pictures):
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.get_by_text("Validate", exact=True).first.click()
    dialog = page.locator(".jp-Dialog, .validate-modal, [role=dialog]").last
    dialog.get_by_text(re.compile("fail", re.IGNORECASE)).first.wait_for(timeout=120_000)
    page.wait_for_timeout(300)
    page.screenshot(path=pictures / "validate.png")
    text = dialog.inner_text()
    titles = {title for cell in cells for title in re.findall(r'"(Exercise \d+) ·', cell["source"])}
    assert len(titles) >= 7
    for title in titles:
        assert title in text
    assert "Traceback" not in text
