"""A source that is one document (JSON, Turtle, XML), as a file by itself, or in a zip or folder.

    found = find(path, lambda name, head: b'"CFDocument"' in head, "CASE package")
    data = found.read()

Such a document is held in memory whole, so it has a cap; tables, which are read as a stream, have none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from skillsgraph.errors import SourceError, SourceTooLarge, Where
from skillsgraph.frameworks.packing import Member, Packing, look

MOST_BYTES = 64 * 1024**2
HEAD_BYTES = 64 * 1024
_ENDINGS = ("json", "jsonld", "ttl", "xml", "csv")

Fits = Callable[[str, bytes], bool]
"""Whether a file's name and its first bytes are those of a format."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a document is."""

    packing: Packing
    name: str

    def read(self) -> bytes:
        """Its bytes. Raises `SourceTooLarge` beyond the cap, `SourceError` when they are damaged."""
        size = self.packing.members[self.name].size
        if size > MOST_BYTES:
            raise SourceTooLarge(
                f"The file has {size:,} bytes; the limit for a document is {MOST_BYTES:,}.",
                where=Where(self.name),
                hint="Divide it, or import the parts that are needed.",
            )
        with self.packing.open(self.name) as stream:
            return stream.read()


def find(path: Path, fits: Fits, what: str) -> Found:
    """The one document that fits.

    Raises:
        SourceError: There is none or more than one, or the path cannot be read.
    """
    packing = _look(path)
    found = [*_fitting(packing, fits)]
    if not found and len(only := [*_documents(packing)]) == 1:
        found = only  # it is meant, and whoever reads it can say what is wrong with it
    if not found:
        raise SourceError(
            f"There is no {what} here.",
            where=Where(path.name),
            hint="Give the file as published, or the zip or folder with it.",
        )
    if len(found) > 1:
        raise SourceError(
            f"There are {len(found)} files that may be meant: {', '.join(found)[:200]}.",
            where=Where(path.name),
            hint="Give one of them.",
        )
    packing.check(found)
    return Found(packing, found[0])


def holds(path: Path, fits: Fits) -> bool:
    """Whether there is one such document. Never raises."""
    try:
        return len([*_fitting(_look(path), fits)]) == 1
    except (SourceError, ValueError):
        return False


def digest_of(data: bytes, *said: str | None) -> str:
    """Names the content of a document, together with what the user said about it."""
    digest = blake2b(repr(said).encode(), digest_size=16)
    digest.update(data)
    return digest.hexdigest()


def _look(path: Path) -> Packing:
    if path.is_file() and path.suffix.casefold() != ".zip":
        size = path.stat().st_size
        return Packing(
            path.parent, False, (path.name,), {path.name: Member(path.name, path.name, size, size)}
        )
    return look(path)


def _documents(packing: Packing) -> Iterator[str]:
    yield from (name for name in packing.members if name.rpartition(".")[2].casefold() in _ENDINGS)


def _fitting(packing: Packing, fits: Fits) -> Iterator[str]:
    for name in _documents(packing):
        packing.check([name])
        with packing.open(name) as stream:
            if fits(name, stream.read(HEAD_BYTES)):
                yield name
