"""How the lessons read: sentence lengths, and whether terms are introduced before they are used.

python tools/reading.py
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import jupytext

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.md"))

# The field's words, as patterns: the plural counts too. A term is introduced where it first stands
# if it is in bold or in a heading there.
TERMS = {
    "training set": r"training sets?",
    "validation set": r"validation sets?",
    "test set": r"test sets?",
    "hold-out": r"hold-out",
    "fold": r"folds?",
    "leakage": r"leak(?:age|s)?",
    "baseline": r"baselines?",
    "hyperparameter": r"hyperparameters?",
    "featuriser": r"featurisers?",
    "composition": r"compositions?",
    "bulk modulus": r"bulk modul(?:us|i)",
    "shear modulus": r"shear modul(?:us|i)",
    "Vickers hardness": r"Vickers hardness",
    "indentation load": r"indentation loads?",
}

_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|et al|vs|cf|Fig|Eq|no)\.$", re.IGNORECASE)


@dataclass(frozen=True)
class Use:
    """The first use of a term: in which notebook, in which sentence, introduced or not."""

    notebook: str
    sentence: str
    introduced: bool


def prose(path: Path) -> list[str]:
    """Return the paragraphs of a notebook's text, without code, formulas, tables and rubrics."""
    paragraphs = []
    for cell in jupytext.read(path).cells:
        if cell.cell_type != "markdown" or cell.metadata.get("nbgrader", {}).get("solution"):
            continue
        text = re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL)
        text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)
        text = re.sub(r"^\s*(?:[-*] |\d+\. )", "\n\n", text, flags=re.MULTILINE)
        for paragraph in re.split(r"\n\s*\n", text):
            flat = " ".join(paragraph.split())
            if flat and not flat.startswith(("|", ":", "![")):
                paragraphs.append(flat)
    return paragraphs


def lesson(path: Path) -> list[str]:
    """Return the paragraphs that follow "Your details": the overview before it may look ahead."""
    paragraphs = prose(path)
    start = next(i for i, text in enumerate(paragraphs) if text.startswith("## Your details"))
    return paragraphs[start:]


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph into sentences; headings and list items are sentences of their own."""
    flat = re.sub(
        r"`[^`]*`|\$[^$]*\$|\[([^\]]*)\]\([^)]*\)", lambda m: m.group(1) or "X", paragraph
    )
    ends = [0]
    for match in re.finditer(r"[.!?:;][*)»”\"]*(?=\s+[*(\"“]*[A-Z0-9])", flat):
        if not _ABBREVIATION.search(flat[: match.start() + 1]):
            ends.append(match.end())
    return [flat[a:b].strip() for a, b in pairwise([*ends, len(flat)])]


def words(sentence: str) -> int:
    """Count the words of a sentence."""
    return len(re.findall(r"[^\W_]+(?:[-–'’.,][^\W_]+)*", sentence))


def first_uses() -> dict[str, Use | None]:
    """Return the first use of each term, in the order in which the notebooks are read."""
    uses: dict[str, Use | None] = dict.fromkeys(TERMS)
    for term, pattern in TERMS.items():
        for path in NOTEBOOKS:
            marked = re.compile(rf"\*\*[^*]*\b{pattern}\b[^*]*\*\*|^#+ .*\b{pattern}\b", re.I)
            found = next((p for p in lesson(path) if re.search(rf"\b{pattern}\b", p, re.I)), None)
            if found:
                uses[term] = Use(path.stem, found, bool(marked.search(found)))
                break
    return uses


def main() -> None:
    """Print both tables."""
    print(f"{'notebook':28} {'sentences':>9} {'mean words':>10} {'longest':>7}")
    for path in NOTEBOOKS:
        every = [s for paragraph in prose(path) for s in sentences(paragraph) if words(s)]
        lengths = [words(s) for s in every]
        longest = every[lengths.index(max(lengths))]
        mean = sum(lengths) / len(lengths)
        print(f"{path.stem:28} {len(lengths):9} {mean:10.1f} {max(lengths):7}  {longest[:160]}")
    print()
    for term, use in first_uses().items():
        where = f"{use.notebook[:2]} {use.sentence[:110]}" if use else "never used"
        print(f"{term:18} {'introduced' if use and use.introduced else 'NOT':10} {where}")


if __name__ == "__main__":
    main()
