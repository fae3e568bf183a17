"""A source as it comes: a zip as downloaded, or the folder that it was unpacked into.

Nothing is ever extracted: a file is read where it lies, and no more of it than its packing states.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from skillsgraph.errors import SourceError, Where

_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
_DOWNLOAD_AGAIN = "Download it again from its publisher."


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a source may be. A file of `small_bytes` may have any ratio: small files pack well."""

    total_bytes: int = 2 * 1024**3
    ratio: int = 200
    small_bytes: int = 10 * 1024**2


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a packing: its path inside, and its sizes as the packing states them."""

    name: str
    inner: str
    size: int
    packed_size: int
    encrypted: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Packing:
    """An opened look at a zip or folder. `names` are what it and its one top folder, if any, are called."""

    path: Path
    is_zip: bool
    names: tuple[str, ...]
    members: dict[str, Member]

    def check(self, used: Iterable[str], limits: Limits | None = None) -> None:
        """Refuse, from what the packing states, files that are locked, unreadable or too large.

        Raises `SourceError` with the file.
        """
        limits = limits or LIMITS
        members = [self.members[name] for name in used]
        for member in members:
            _check_member(member, limits)
        total = sum(member.size for member in members)
        if total > limits.total_bytes:
            raise SourceError(
                f"The files would unpack to {total:,} bytes; the limit is {limits.total_bytes:,}.",
                where=Where(self.path.name),
                hint=_DOWNLOAD_AGAIN,
            )

    @contextmanager
    def open(self, name: str) -> Iterator[io.BufferedReader]:
        """The bytes of one file. Raises `SourceError` when they are damaged or more than was stated."""
        member = self.members[name]
        with _damage_named(name):
            if self.is_zip:
                with zipfile.ZipFile(self.path) as archive, archive.open(member.inner) as inner:
                    yield io.BufferedReader(_Stated(inner, member))
            else:
                with (self.path / member.inner).open("rb", buffering=0) as inner:
                    yield io.BufferedReader(_Stated(inner, member))


def look(path: Path, *, alone: str | None = None) -> Packing:
    """The files of a zip or folder, or of the only folder at its top. Reads names and sizes, no contents.

    `alone` is the ending of a file that may also be given by itself, such as ".csv".

    Raises `SourceError` when the path is missing, unreadable, or neither a zip nor a folder.
    """
    if not path.exists():
        raise SourceError("There is no such file or folder.", where=Where(str(path)), hint="Check the path.")
    with _damage_named(path.name):
        if alone is not None and path.name.casefold().endswith(alone) and path.is_file():
            size = path.stat().st_size
            return Packing(path.parent, False, (), {path.name: Member(path.name, path.name, size, size)})
        if path.is_dir():
            return _packing(path, False, [*_folder_members(path)])
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return _packing(path, True, [*_zip_members(archive)])
    raise SourceError(
        "This is neither a zip nor a folder.",
        where=Where(path.name),
        hint="Give the zip as downloaded, or the folder that it was unpacked into.",
    )


def _zip_members(archive: zipfile.ZipFile) -> Iterator[Member]:
    for info in archive.infolist():
        if _leads_away(info.orig_filename):
            raise SourceError(
                f"The zip has a name that leads out of it: {info.orig_filename[:80]!r}.",
                where=Where(Path(archive.filename or "").name),
                hint=_DOWNLOAD_AGAIN,
            )
        if not info.is_dir():
            yield Member(
                name=PurePosixPath(info.filename).name,
                inner=info.filename,
                size=info.file_size,
                packed_size=info.compress_size,
                encrypted=bool(info.flag_bits & 0x1),
                readable=info.compress_type in _READABLE,
            )


def _leads_away(name: str) -> bool:
    """Whether a name means a place outside: nothing is extracted here, but no publisher packs so."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or parts[0].endswith(":")


def _folder_members(folder: Path) -> Iterator[Member]:
    for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
        if path.is_file():
            size = path.stat().st_size
            yield Member(path.name, path.relative_to(folder).as_posix(), size, size)


def _packing(path: Path, is_zip: bool, members: list[Member]) -> Packing:
    """Take the files at the top; if there are none and one folder stands there, its files."""
    placed = [(PurePosixPath(member.inner).parts, member) for member in members]
    placed = [(parts, member) for parts, member in placed if not parts[0].startswith((".", "__MACOSX"))]
    names: tuple[str, ...] = (path.resolve().name,)
    depth = 1
    tops = {parts[0] for parts, _ in placed}
    if len(tops) == 1 and all(len(parts) > 1 for parts, _ in placed):
        names, depth = (*names, *tops), 2
    found = {member.name: member for parts, member in placed if len(parts) == depth}
    return Packing(path, is_zip, names, {name: found[name] for name in found if not name.startswith(".")})


def _check_member(member: Member, limits: Limits) -> None:
    where = Where(member.name)
    if member.encrypted:
        raise SourceError("The file is encrypted.", where=where, hint="Unpack it and give the folder.")
    if not member.readable:
        raise SourceError(
            "The zip uses a rare compression.", where=where, hint="Unpack it and give the folder."
        )
    if member.size > limits.small_bytes and member.size > limits.ratio * member.packed_size:
        raise SourceError(
            f"The file would unpack to more than {limits.ratio} times its packed size.",
            where=where,
            hint=_DOWNLOAD_AGAIN,
        )


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    """Turn what zipfile and the file system raise into a `SourceError` that names the file."""
    try:
        yield
    except _DAMAGE as error:
        raise SourceError(f"It cannot be read: {error}.", where=Where(name), hint=_DOWNLOAD_AGAIN) from error


class _Stated(io.RawIOBase):
    """A stream that ends in a `SourceError` as soon as it holds more than its packing stated."""

    def __init__(self, inner: IO[bytes], member: Member) -> None:
        super().__init__()
        self._inner = inner
        self._member = member
        self._left = member.size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._inner.read(len(buffer))
        self._left -= len(chunk)
        if self._left < 0:
            message = f"The file holds more than the {self._member.size:,} bytes stated for it."
            raise SourceError(message, where=Where(self._member.name), hint=_DOWNLOAD_AGAIN)
        buffer[: len(chunk)] = chunk
        return len(chunk)
