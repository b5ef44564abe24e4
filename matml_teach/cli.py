"""The ``matml`` command: reads the arguments and hands the work to the module of that name."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from matml_teach import __version__
from matml_teach.exceptions import MatmlError

EXIT_OK, EXIT_FAILED, EXIT_USAGE = 0, 1, 2


def _lab(args: argparse.Namespace) -> int:
    from matml_teach.lab import open_lab

    return open_lab(args.course, instructor=args.instructor, jupyter_args=args.jupyter_args)


def _build(args: argparse.Namespace) -> int:
    from matml_teach.authoring.build import build, check

    return check(args.course) if args.check else build(args.course)


def _demo(args: argparse.Namespace) -> int:
    from matml_teach.demo import run_demo

    return run_demo(args.course, into=args.into, jobs=args.jobs, every_lesson=args.all)


def _grade(args: argparse.Namespace) -> int:
    from matml_teach.grading import grade

    return grade(
        args.course,
        assignments=args.assignment,
        students=args.student,
        jobs=args.jobs,
        dask=args.dask,
        force=args.force,
        json_file=args.json,
        protection="none" if args.unsafe_no_sandbox else None,
    )


def _collect(args: argparse.Namespace) -> int:
    from matml_teach.collecting import collect

    return collect(
        args.course,
        args.download,
        lms=args.lms,
        assignment=args.assignment,
        class_list=args.class_list,
        update=args.update,
        timezone=args.timezone,
    )


def _export(args: argparse.Namespace) -> int:
    from matml_teach.reporting.export import export

    return export(
        args.course,
        to_format=args.format,
        assignment=args.assignment,
        class_list=args.class_list,
        to=args.to,
        column=args.column,
    )


def _feedback(args: argparse.Namespace) -> int:
    from matml_teach.reporting.feedback import feedback

    return feedback(
        args.course,
        assignment=args.assignment,
        students=args.student,
        jobs=args.jobs,
        moodle=args.moodle,
        class_list=args.class_list,
    )


def _report(args: argparse.Namespace) -> int:
    from matml_teach.reporting.report import report

    return report(args.course, assignment=args.assignment, output=args.output)


def _positive(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="matml", description="Work with the notebooks of 'Building a Model from Scratch'."
    )
    parser.add_argument("--version", action="version", version=f"matml {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument(
            "--course",
            type=Path,
            default=Path("."),
            metavar="DIR",
            help="the course directory (default: here)",
        )
        sub.set_defaults(run=run)
        return sub

    lab = command("lab", _lab, "open JupyterLab on the student notebooks")
    lab.add_argument(
        "--instructor", action="store_true", help="open the course itself, with Formgrader"
    )
    lab.add_argument(
        "jupyter_args", nargs="*", metavar="-- JUPYTER_ARG", help="passed on to JupyterLab"
    )

    build = command("build", _build, "make source/ and release/ from notebooks/")
    build.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if a generated file is out of date",
    )

    demo = command("demo", _demo, "build, simulate a class, grade it and print the marks")
    demo.add_argument(
        "--all", action="store_true", help="a class for every lesson, not only for the first"
    )
    demo.add_argument(
        "--into",
        type=Path,
        default=Path("demo-course"),
        metavar="DIR",
        help="where (default: demo-course)",
    )
    demo.add_argument(
        "--jobs", type=_positive, metavar="N", help="submissions at once (default: one per core)"
    )

    collect = command("collect", _collect, "put the submissions of a download into submitted/")
    collect.add_argument(
        "download", type=Path, metavar="ZIP_OR_FOLDER", help="what the system let you download"
    )
    collect.add_argument(
        "--lms",
        required=True,
        choices=("moodle", "canvas", "blackboard", "folder"),
        help="where it comes from",
    )
    collect.add_argument(
        "--assignment", metavar="NAME", help="which (default: the only one of the course)"
    )
    collect.add_argument(
        "--class-list", type=Path, metavar="CSV", help="who is in the course: finds the missing"
    )
    collect.add_argument(
        "--update",
        action="store_true",
        help="replace submissions that differ; a copy of each is kept",
    )
    collect.add_argument(
        "--timezone", metavar="NAME", help="of the system's times (default: this machine's)"
    )

    grade = command("grade", _grade, "grade the submissions into nbgrader's gradebook")
    grade.add_argument(
        "assignment", nargs="*", metavar="ASSIGNMENT", help="which (default: all with submissions)"
    )
    grade.add_argument(
        "--student", action="append", metavar="ID", help="only this student (may be repeated)"
    )
    grade.add_argument(
        "--jobs", type=_positive, metavar="N", help="submissions at once (default: one per core)"
    )
    grade.add_argument(
        "--dask", metavar="ADDRESS", help="grade on the Dask cluster at this address"
    )
    grade.add_argument("--force", action="store_true", help="grade unchanged submissions again")
    grade.add_argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="run student code as yourself, without a sandbox: only for classes you trust",
    )
    grade.add_argument(
        "--json", type=Path, metavar="FILE", help="write one object per submission to FILE"
    )

    feedback = command("feedback", _feedback, "write a page for every student who was graded")
    feedback.add_argument(
        "--assignment", metavar="NAME", help="which (default: the only one that was graded)"
    )
    feedback.add_argument(
        "--student", action="append", metavar="ID", help="only this student (may be repeated)"
    )
    feedback.add_argument(
        "--jobs", type=_positive, metavar="N", help="pages at once (default: one per core)"
    )
    feedback.add_argument(
        "--moodle", type=Path, metavar="ZIP", help="pack the pages for Moodle's upload"
    )
    feedback.add_argument(
        "--class-list", type=Path, metavar="CSV", help="Moodle's grading worksheet, for --moodle"
    )

    report = command("report", _report, "write a page about how the class did")
    report.add_argument(
        "--assignment", metavar="NAME", help="which (default: all that were graded)"
    )
    report.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="(default: report-ASSIGNMENT.html in the course)",
    )

    export = command("export", _export, "write the marks in the columns that a system imports")
    export.add_argument(
        "--format", required=True, choices=("moodle", "canvas", "csv"), help="which system"
    )
    export.add_argument(
        "--class-list",
        type=Path,
        metavar="CSV",
        help="Moodle's grading worksheet, Canvas's exported gradebook, or any list",
    )
    export.add_argument(
        "--assignment", metavar="NAME", help="which (default: the only one; for csv all)"
    )
    export.add_argument(
        "--to", type=Path, metavar="FILE", help="(default: ASSIGNMENT-FORMAT.csv in the course)"
    )
    export.add_argument(
        "--column", metavar="HEADING", help="of the assignment in Canvas, if named otherwise there"
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the ``matml`` command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; those of the process if not given.

    Returns
    -------
    int
        0 all done, 1 some submissions could not be graded, 2 usage or course error.
    """
    args = _parser().parse_args(argv)
    try:
        return args.run(args)
    except MatmlError as error:
        print(f"matml {args.command}: {error}", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        print(f"\nmatml {args.command}: stopped; what was finished is kept", file=sys.stderr)
        return 130
