"""What a download holds, read without trusting it.

An archive is looked through as a whole before a single byte of it is unpacked. Whatever a real
download never contains (a way out of the directory, links, encryption, two files of one name,
files that share their bytes, or far more data than the archive is large) makes it refused with
one sentence. Nothing here writes anything.
"""

import io
import lzma
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matml_teach.exceptions import UsageError

MOST_FILES = 20_000
MOST_BYTES = 4 * 2**30
MOST_BYTES_OF_A_FILE = 2**29
MOST_BYTES_OF_A_STUDENT = 2**28
# Text compresses to a tenth; the densest notebook of our own to a twentieth. Deflate itself can
# reach 1:1030. What is small once unpacked harms nobody, however well it was packed.
MOST_TIMES_LARGER = 200
SMALL = 10 * 2**20

_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
_LOCAL_HEADER = 30  # bytes, before the name (APPNOTE.TXT 4.3.7)

# What Python's reader raises for an archive whose bytes are not as they should be.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)

_RUBBISH = re.compile(r"__MACOSX|Thumbs\.db|desktop\.ini|\..*|~\$.*", re.IGNORECASE)


class ArchiveRefused(UsageError):
    """A download that no learning management system makes; the message is one sentence."""


@dataclass(frozen=True)
class Entry:
    """One file of a download.

    Attributes
    ----------
    parts : tuple of str
        Its path inside the download, composed Unicode (NFC), each part a plain name.
    size : int
        Bytes.
    read : callable
        Returns the content.

    Notes
    -----
    The times in an archive are not kept: Moodle and Canvas put the time of the download there.
    """

    parts: tuple[str, ...]
    size: int
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    @property
    def path(self) -> str:
        """The path inside the download, for people."""
        return "/".join(self.parts)


def read_download(download: Path) -> list[Entry]:
    """List the files of a zip archive or a folder.

    Parameters
    ----------
    download : Path
        A ``.zip`` file, a folder, or a single notebook.

    Returns
    -------
    list of Entry
        Without what macOS and Windows add, in the order of their paths.

    Raises
    ------
    UsageError
        If there is no such file, or it is no zip archive.
    ArchiveRefused
        If something in it is not as it should be.
    """
    try:
        if download.is_dir():
            entries = list(_walk(download))
        elif download.suffix.lower() == ".ipynb" and download.is_file():
            entries = [_file_entry(download, (download.name,))]
        elif download.is_file():
            entries = unzip(download, str(download))
        else:
            raise UsageError(f"there is no file or folder {download}; name the download")
    except OSError as error:
        raise UsageError(f"{download} cannot be read ({error.strerror or error})") from error
    return sorted(entries, key=lambda entry: entry.parts)


def unzip(content: bytes | Path, called: str, most: int = MOST_BYTES) -> list[Entry]:
    """List the files of a zip archive.

    Parameters
    ----------
    content : bytes or Path
        The archive, or where it is.
    called : str
        Its name, for the message.
    most : int
        Bytes it may hold.

    Returns
    -------
    list of Entry
        Nothing is unpacked before its ``read`` is called.

    Raises
    ------
    UsageError
        If it is no zip archive.
    ArchiveRefused
        If something in it is not as it should be.
    """
    try:
        in_memory = isinstance(content, bytes)
        packed = len(content) if in_memory else content.stat().st_size
        archive = zipfile.ZipFile(io.BytesIO(content) if in_memory else content)
        infos = archive.infolist()
    except _DAMAGE:
        raise UsageError(
            f"{called} is not a zip archive; unpack it yourself and name the folder"
        ) from None

    def refuse(why: str) -> ArchiveRefused:
        return ArchiveRefused(f"{called} is refused: {why}; nothing was taken from it")

    paths = [_path(info, refuse) for info in infos]
    _check_sizes([info.file_size for info in infos], packed, most, refuse)
    _check_overlap(infos, refuse)
    files = [(p, i) for p, i in zip(paths, infos, strict=True) if not i.is_dir()]
    _check_names([path for path, _ in files], refuse)
    for path, info in files:
        _check_kind("/".join(path), info, refuse)
    return [
        Entry(path, info.file_size, _reader(archive, info, refuse))
        for path, info in files
        if not any(_RUBBISH.fullmatch(part) for part in path)
    ]


def decode_name(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry with the letters it was written with.

    Without the flag for UTF-8 the zip format means code page 437, and that is what Python reads.
    Many programs wrote UTF-8 (macOS) or the Windows code page 1252 all the same.

    Parameters
    ----------
    info : zipfile.ZipInfo
        The entry as Python read it.

    Returns
    -------
    str
        The name, in composed Unicode (NFC).

    Examples
    --------
    >>> info = zipfile.ZipInfo("x"); info.flag_bits = 0
    >>> info.filename = "Müller".encode("utf-8").decode("cp437"); decode_name(info)
    'Müller'
    >>> info.filename = "Müller".encode("cp1252").decode("cp437"); decode_name(info)
    'Müller'
    >>> info.filename = "Müller"; decode_name(info)
    'Müller'
    """
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF8 and not name.isascii():
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:  # newer Pythons read the Unicode name that some programs add
            return unicodedata.normalize("NFC", name)
        for encoding in ("utf-8", "cp437", "cp1252"):
            try:
                guess = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if encoding == "utf-8" or all(_is_latin(letter) for letter in guess):
                name = guess
                break
    return unicodedata.normalize("NFC", name)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def _has_control_characters(name: str) -> bool:
    """Return whether a name could do something to the terminal it is printed on."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name)


def _path(info: zipfile.ZipInfo, refuse: Callable[[str], Exception]) -> tuple[str, ...]:
    """Return the parts of an entry's path, if it stays inside the directory."""
    # orig_filename still has what Python's reader cuts off or replaces.
    if "\0" in info.orig_filename or "\\" in info.orig_filename:
        raise refuse(f"{info.orig_filename!r} has a backslash or a null in its name")
    name = decode_name(info)
    if _has_control_characters(name):
        raise refuse(f"{name!r} has control characters in its name")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise refuse(f"{name!r} names an absolute path")
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    if ".." in parts:
        raise refuse(f"{name!r} leads out of the directory")
    # A path may have 4,096 bytes on Linux, with the directory it goes to.
    if not parts or max(len(part.encode()) for part in parts) > 255 or len(name.encode()) > 1000:
        raise refuse(f"{name[:60]!r} is not a file name any system could keep")
    return parts


def _check_sizes(
    sizes: Sequence[int], packed: int, most: int, refuse: Callable[[str], Exception]
) -> None:
    if len(sizes) > MOST_FILES:
        raise refuse(f"it holds {len(sizes):,} files (at most {MOST_FILES:,} are read)")
    if max(sizes, default=0) > MOST_BYTES_OF_A_FILE:
        raise refuse(f"a file in it is {_mib(max(sizes))} large")
    total = sum(sizes)
    if total > most:
        raise refuse(f"it would unpack to {_mib(total)}")
    if total > SMALL and total > MOST_TIMES_LARGER * packed:
        raise refuse(f"it would unpack to {total // max(packed, 1):,} times its size")


def _check_overlap(infos: Sequence[zipfile.ZipInfo], refuse: Callable[[str], Exception]) -> None:
    """Refuse entries that share their bytes, the trick of the densest bombs."""
    end, before = 0, ""
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise refuse(f"{before!r} and {info.filename!r} share their bytes")
        name = len(info.orig_filename)  # in any encoding at least a byte for each letter
        end = info.header_offset + _LOCAL_HEADER + name + info.compress_size
        before = info.filename


def _check_names(paths: Sequence[tuple[str, ...]], refuse: Callable[[str], Exception]) -> None:
    """Refuse names that are one and the same file where case does not count."""
    seen: set[tuple[str, ...]] = set()
    directories: set[tuple[str, ...]] = set()
    for path in paths:
        key = tuple(part.casefold() for part in path)
        if key in seen:
            raise refuse(f"it holds {'/'.join(path)!r} twice")
        seen.add(key)
        directories.update(key[:depth] for depth in range(1, len(key)))
    if both := seen & directories:
        raise refuse(f"{'/'.join(min(both))!r} is both a file and a directory")


def _check_kind(path: str, info: zipfile.ZipInfo, refuse: Callable[[str], Exception]) -> None:
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        raise refuse(f"{path!r} is a link")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise refuse(f"{path!r} is not an ordinary file")
    if info.flag_bits & _ENCRYPTED:
        raise refuse(f"{path!r} is encrypted")


def _reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, refuse: Callable[[str], Exception]
) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as stream:
                content = stream.read(info.file_size + 1)
        except _DAMAGE as error:
            raise refuse(f"{info.filename!r} in it is damaged ({error})") from error
        if len(content) != info.file_size:
            raise refuse(f"{info.filename!r} is not as large as it says")
        return content

    return read


def _walk(folder: Path) -> Iterator[Entry]:
    """List a folder's files; a link in it could lead anywhere, so it is refused."""
    count = 0
    for root, directories, files in os.walk(folder):
        directories[:] = sorted(name for name in directories if not _RUBBISH.fullmatch(name))
        for name in [*directories, *sorted(files)]:
            path = Path(root, name)
            if _has_control_characters(name):
                raise ArchiveRefused(f"{str(path)!r} has control characters in its name; rename it")
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise ArchiveRefused(f"{path} is a link; put the file itself there")
            if stat.S_ISDIR(mode) or _RUBBISH.fullmatch(name):
                continue
            if not stat.S_ISREG(mode):
                raise ArchiveRefused(f"{path} is not an ordinary file; take it out of the folder")
            count += 1
            if count > MOST_FILES:
                raise ArchiveRefused(
                    f"{folder} holds more than {MOST_FILES:,} files; name the folder with the "
                    "submissions only"
                )
            parts = path.relative_to(folder).parts
            yield _file_entry(path, tuple(unicodedata.normalize("NFC", part) for part in parts))


def _file_entry(path: Path, parts: tuple[str, ...]) -> Entry:
    status = path.lstat()
    if status.st_size > MOST_BYTES_OF_A_FILE:
        raise ArchiveRefused(f"{path} is {_mib(status.st_size)} large; take it out of the folder")
    return Entry(parts, status.st_size, path.read_bytes)


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"
