"""Right answers with one small fault put in by machine: they must lose marks.

Run as a program it prints the counts and every mutant that survives::

    python tests/variations/mutants.py [NOTEBOOK ...] [--json FILE]
"""

import ast
import copy
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
_CALLS = {"mean": "median", "median": "mean", "max": "min", "min": "max", "sum": "max"}
_SECONDS = 20  # of computing; a mutant that needs more is a loop without an end
_LINE = "{exercise:45} {answer:35} {operator:22} {line}"
_SWAPPED = {"train": "test", "test": "train"}


@dataclass(frozen=True)
class Mutant:
    """One fault at one place of an answer."""

    operator: str
    line: str
    source: str


def _faults(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Give the faults that can be put in place of a node."""
    match node:
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            yield "off by one", ast.Constant(value + 1)
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARE:
            changed = copy.deepcopy(node)
            changed.ops = [_COMPARE[type(operator)]()]
            yield "boundary", changed
        case ast.BinOp(op=ast.Pow(), left=left, right=ast.Constant(value=0.5)):
            yield "missing square root", left
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC:
            changed = copy.deepcopy(node)
            changed.op = _ARITHMETIC[type(operator)]()
            yield "arithmetic", changed
        case ast.Call(func=ast.Attribute(attr="sqrt"), args=[inner, *_]):
            yield "missing square root", inner
        case ast.Call(func=ast.Attribute(attr="abs"), args=[inner]):
            yield "missing absolute value", inner
        case ast.Call(func=ast.Name(id="abs"), args=[inner]):
            yield "missing absolute value", inner
        case ast.keyword(arg="axis", value=ast.Constant(value=(0 | 1) as axis)):
            yield "wrong axis", ast.keyword("axis", ast.Constant(1 - axis))
        case ast.Attribute(attr=name) if name in _CALLS:
            changed = copy.deepcopy(node)
            changed.attr = _CALLS[name]
            yield f"{name} → {_CALLS[name]}", changed
        case ast.Name(id=name, ctx=ast.Load()):
            for one, other in _SWAPPED.items():
                if one in name:
                    yield "test for training", ast.Name(name.replace(one, other), ast.Load())


class _Replace(ast.NodeTransformer):
    """Put a fault in at the n-th place where there can be one."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.seen, self.operator, self.line = wanted, 0, "", 0

    def visit(self, node: ast.AST) -> ast.AST:
        for operator, fault in _faults(node):
            self.seen += 1
            if self.seen == self.wanted:
                self.operator, self.line = operator, getattr(node, "lineno", 0)
                return fault
        return self.generic_visit(node)


def mutants(answer: str) -> Iterator[Mutant]:
    """Give every mutant of an answer."""
    lines = answer.splitlines()
    for number in range(1, 1_000):
        tree, change = ast.parse(answer), _Replace(number)
        tree = change.visit(tree)
        if change.seen < number:
            return
        line = lines[change.line - 1].strip() if change.line else ""
        yield Mutant(change.operator, line, ast.unparse(ast.fix_missing_locations(tree)))


def _stop(*_: object) -> None:
    raise TimeoutError("a loop without an end")


def main() -> None:
    """Try all mutants; print the counts and the survivors."""
    import argparse
    import json
    from collections import Counter

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from test_bank import BANK, NOTEBOOKS, exercises, verdicts

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", default=NOTEBOOKS)
    parser.add_argument("--only", nargs="*", help="exercises to try; all without it")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, _stop)
    counts: Counter[tuple[str, str]] = Counter()
    survivors = []
    for notebook in options.notebooks:
        for name, exercise in exercises(notebook).items():
            if options.only and name not in options.only:
                continue
            for file in sorted((BANK / notebook / name).glob("right_*.py")):
                for mutant in mutants(file.read_text("utf-8")):
                    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
                    marks = verdicts(exercise, mutant.source, until_lost=True)
                    signal.setitimer(signal.ITIMER_PROF, 0)
                    killed = any(marks.values())
                    counts[mutant.operator, "killed" if killed else "survived"] += 1
                    if not killed:
                        survivors.append(
                            {
                                "exercise": f"{notebook}/{name}",
                                "answer": file.stem,
                                "operator": mutant.operator,
                                "line": mutant.line,
                                "source": mutant.source,
                            }
                        )
                        print(_LINE.format(**survivors[-1]), flush=True)
    for operator in sorted({operator for operator, _ in counts}):
        killed, survived = counts[operator, "killed"], counts[operator, "survived"]
        print(f"{operator:25} {killed + survived:5} mutants {survived:4} survive")
    print(f"{'all':25} {sum(counts.values()):5} mutants {len(survivors):4} survive")
    if options.json:
        options.json.write_text(json.dumps(survivors, indent=1), "utf-8")


if __name__ == "__main__":
    main()
