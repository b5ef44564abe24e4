"""Put the pictures of all explorers on one sheet per theme, for the docs.

    MATML_SCREENSHOTS=shots python -m pytest -m thorough -k test_looks tests/browser
    python tools/contact_sheet.py shots

writes ``docs/images/explorers-light.png`` and ``explorers-dark.png`` from the pictures that the
browser test has taken (``explorer-<name>-<theme>.png``).
"""

import argparse
import re
from pathlib import Path

from matplotlib import font_manager
from PIL import Image, ImageDraw, ImageFont

IMAGES = Path(__file__).parents[1] / "docs" / "images"
COLUMNS, WIDTH, HEIGHT, MARGIN, TITLE = 3, 460, 330, 14, 26  # pixels
GROUND = {"light": ("white", "#222222"), "dark": ("#111111", "#eeeeee")}


def contact_sheet(files: list[Path], ground: str, ink: str) -> Image.Image:
    """Return the pictures in rows, each under its name, none larger than its place."""
    rows = -(-len(files) // COLUMNS)
    across, down = WIDTH + MARGIN, TITLE + HEIGHT + MARGIN
    sheet = Image.new("RGB", (COLUMNS * across + MARGIN, rows * down + MARGIN), ground)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(font_manager.findfont("DejaVu Sans:bold"), 15)
    for place, file in enumerate(files):
        left = MARGIN + place % COLUMNS * across
        top = MARGIN + place // COLUMNS * down
        draw.text((left, top), name_of(file), ink, font)
        with Image.open(file) as picture:
            picture = picture.convert("RGB")
            picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        sheet.paste(picture, (left, top + TITLE))
    return sheet


def name_of(file: Path) -> str:
    """Return the explorer's name in words: CamelCase taken apart, without "Explorer"."""
    name = file.stem.split("-")[1].removesuffix("Explorer")
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)


def main() -> None:
    """Write both sheets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", type=Path, help="the folder MATML_SCREENSHOTS named")
    arguments = parser.parse_args()
    for theme, (ground, ink) in GROUND.items():
        files = sorted(arguments.pictures.glob(f"explorer-*-{theme}.png"))
        if not files:
            parser.error(f"no explorer-*-{theme}.png in {arguments.pictures}")
        sheet = contact_sheet(files, ground, ink)
        # 256 colours are enough for lines and letters, and a third of the size.
        target = IMAGES / f"explorers-{theme}.png"
        sheet.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
        print(f"{target}: {len(files)} explorers, {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
