"""Downloads shaped as the learning management systems shape them.

Moodle      mod/assign/classes/downloader.php, `get_student_prefix` and
            `load_submissionplugin_filelist`
Canvas      lib/content_zipper.rb, `get_filename` and `add_upload_submission`
Blackboard  nbgrader's documentation of zip_collect; the receipt as Blackboard Learn writes it
"""

import zipfile
from pathlib import Path

import nbformat
from tiny_course import RIGHT_DOUBLE, source_notebook

CLASS_LIST = """\
First name,Surname,ID number,Email address
Ada,Byron,1001,ada.byron@uni.example
Jürgen,Müller-Lüdenscheidt,1002,j.mueller@uni.example
Zoë Anna,Ångström,1003,zoe@uni.example
Łukasz,Żółć,1004,lukasz@uni.example
Li,Wei,1005,li.wei@uni.example
Sam,Missing,1006,sam@uni.example
"""

WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 501,Ada Byron,ada.byron@uni.example,Submitted for grading,,6.00,Yes,\
"Friday, 20 November 2026, 1:22 PM",-,
Participant 502,Jürgen Müller,jm1@uni.example,Submitted for grading,,6.00,Yes,\
"Saturday, 21 November 2026, 11:05 PM",-,
Participant 503,Jürgen Müller,jm2@uni.example,Submitted for grading,,6.00,Yes,\
"Friday, 20 November 2026, 9:00 AM",-,
Participant 504,Sam Missing,sam@uni.example,No submission,,6.00,Yes,-,-,
"""


def notebook(answer: str = RIGHT_DOUBLE) -> bytes:
    """Return the tiny course's notebook with this answer to its first exercise."""
    book = source_notebook()
    book.cells[2].source = answer
    return nbformat.writes(book).encode()


def write_zip(file: Path, files: dict[str, bytes], **settings) -> Path:
    """Write a zip archive; names are written in UTF-8 with its flag."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file


class _RawName(zipfile.ZipInfo):
    """An entry whose name is written in another encoding and without the flag for UTF-8."""

    encoding = "cp437"

    def _encodeFilenameFlags(self):
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def write_old_zip(file: Path, files: dict[str, bytes], encoding: str) -> Path:
    """Write a zip archive as programs did before there was a flag for UTF-8."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            info = _RawName(name)
            info.encoding = encoding
            archive.writestr(info, content)
    return file


def receipt(name: str, user: str, submitted: str, files: list[str]) -> bytes:
    """Return the text file that Blackboard puts beside an attempt."""
    listed = "".join(f"\tOriginal filename: {f}\n\tFilename: {f}\n\n" for f in files)
    return (
        f"Name: {name} ({user})\nAssignment: Tiny\nDate Submitted: {submitted}\n"
        "Current Grade: Needs Grading\n\nSubmission Field:\nThere is no student submission text "
        "data for this assignment.\n\nComments:\nName: The Lecturer (admin)\n\n"
        f"Files:\n{listed or 'No files are attached to this submission.'}"
    ).encode()
