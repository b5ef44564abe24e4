"""What tests of explorers ask of a picture."""

import numpy as np

from matml_teach import plots


def drawn_anew(view):
    """The pixels of the present state, drawn whole by matplotlib with nothing kept."""
    artists = [artist for artist in view.figure.findobj() if artist.get_animated()]
    for artist in artists:
        artist.set_animated(False)
    with plots.style():
        view.figure.canvas.draw()
    pixels = np.array(view.figure.canvas.buffer_rgba())[..., :3]
    for artist in artists:
        artist.set_animated(True)
    return pixels


def texts_outside(explorer):
    """Visible texts of the picture that do not lie wholly inside it, and pairs that overlap."""
    explorer.flush()
    figure = explorer._view.figure
    texts = [text for text in _texts(figure) if text.get_visible() and text.get_text().strip()]
    boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in texts]
    whole = figure.bbox
    outside = [
        text.get_text()
        for text, box in zip(texts, boxes, strict=True)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > whole.x1 + 1 or box.y1 > whole.y1 + 1
    ]
    overlapping = [
        (texts[i].get_text(), texts[j].get_text())
        for i in range(len(texts))
        for j in range(i)
        if boxes[i].shrunk(0.9, 0.9).overlaps(boxes[j].shrunk(0.9, 0.9))
    ]
    return outside, overlapping


def _texts(figure):
    for legend in figure.legends:
        yield from legend.get_texts()
    for axes in figure.axes:
        if not axes.get_visible():
            continue
        yield from (axes._left_title, *axes.texts)
        if axes.get_legend() and axes.get_legend().get_visible():
            yield from axes.get_legend().get_texts()
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if low <= tick.get_loc() <= high:
                    yield from (tick.label1, tick.label2)
            yield from (axis.label, axis.offsetText)
