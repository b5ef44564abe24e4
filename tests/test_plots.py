import re
import subprocess
import sys
import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns

from matml_teach import plots


@pytest.fixture
def own_parameters():
    with matplotlib.rc_context():
        yield
    plt.close("all")


def _luminance(colour):
    channels = np.array(matplotlib.colors.to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_palette_is_seaborns_colour_blind_safe_one():
    assert [c.lower() for c in plots.PALETTE] == [
        c.lower() for c in sns.color_palette("colorblind").as_hex()
    ]


def test_text_stands_out_from_the_figure(own_parameters):
    plots.use_style()
    parameters = matplotlib.rcParams
    for text in ("text.color", "axes.labelcolor", "xtick.color", "ytick.color"):
        for ground in ("figure.facecolor", "axes.facecolor", "savefig.facecolor"):
            lighter, darker = _luminance(parameters[ground]), _luminance(parameters[text])
            assert (lighter + 0.05) / (darker + 0.05) > 7  # WCAG AAA


def test_seaborn_follows_the_style(own_parameters):
    plots.use_style()
    assert sns.color_palette().as_hex()[:2] == [c.lower() for c in plots.PALETTE[:2]]


def test_ordinary_figures_give_no_warning(own_parameters):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {"x": rng.normal(size=60), "y": rng.normal(size=60), "kind": ["oxide", "nitride"] * 30}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Python shows nobody the deprecations that one library owes another
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="seaborn")
        plots.use_style()
        figure, axes = plt.subplots(2, 2)
        sns.histplot(frame, x="x", hue="kind", kde=True, ax=axes[0, 0])
        sns.boxplot(frame, x="kind", y="y", hue="kind", ax=axes[0, 1])
        sns.scatterplot(frame, x="x", y="y", hue="kind", ax=axes[1, 0])
        sns.heatmap(frame[["x", "y"]].corr(), ax=axes[1, 1])
        figure.canvas.draw()
        for grid in (
            sns.displot(frame, x="x", col="kind"),
            sns.catplot(frame, x="kind", y="y", kind="violin"),
            sns.jointplot(frame, x="x", y="y"),
            sns.pairplot(frame, hue="kind"),
        ):
            grid.figure.canvas.draw()


def test_style_ends_with_its_block():
    before = dict(matplotlib.rcParams)
    with plots.style():
        assert matplotlib.rcParams["axes.grid"] is True
    assert dict(matplotlib.rcParams) == before


def test_new_figure_is_unknown_to_pyplot():
    before = plt.get_fignums()
    with plots.style():
        figure = plots.new_figure(9, 4)
    assert plt.get_fignums() == before
    assert figure.canvas.get_width_height() == (864, 384)


def test_importing_plots_imports_no_plotting_library():
    code = "import sys; from matml_teach import plots; print(sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "'matml_teach.plots'" in modules
    assert not re.search(r"'(matplotlib|seaborn|cycler|numpy|pandas)'", modules)
