"""What a reader is: files in, model objects out; no database, no network.

A reader is one module (or folder) in `frameworks/` with an object that fulfils `Reader`, and one line in
`registry.py`. `sample/reader.py` is the one to copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from skillsgraph.model.credentials import CatalogueItem
from skillsgraph.model.frameworks import Framework, Item


@dataclass(slots=True)  # frozen, it would take three times as long to make, for every row
class Sourced:
    """An object and the place that it was read from; `line` counts from 1, the header included.

    `rows` is the number of rows that it was made of, the first of which stands there.
    """

    item: Item
    file: str
    line: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not used, and why, in words that help its owner to mend it."""

    file: str
    line: int
    field: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may have to say because the files do not: both optional."""

    version: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One opened source: whose version it is, how long it will take, and its rows as a stream.

    `digest` names the content (equal content, equal digest, whatever the path). `files` gives the number of
    data rows of each file that will be read, in reading order, for the progress bar and the report.
    `is_main_language` tells whether the source may set names, or only adds terms and texts.
    """

    framework: Framework
    digest: str
    files: dict[str, int]
    is_main_language: bool = True
    notes: tuple[str, ...] = field(default=())


class Reader(Protocol):
    """The contract. Both calls raise `SourceError` with file, line and field when the source is unusable."""

    @property
    def code(self) -> str:
        """The name on the command line, such as `esco`."""
        ...

    @property
    def title(self) -> str:
        """The name for people, with the formats understood."""
        ...

    def detect(self, path: Path) -> bool:
        """Whether the path looks like this framework's files; cheap, and never raises."""
        ...

    def open(self, path: Path, options: Options) -> Source:
        """Check the whole source (names, headers, encoding, row shapes, sizes) before a row is used."""
        ...

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        """Stream the rows: every concept before the first relation, in the same order on every call."""
        ...


@dataclass(frozen=True, slots=True)
class Offered:
    """An organization or a credential, and the place that it was read from."""

    item: CatalogueItem
    file: str
    line: int


class CatalogueReader(Protocol):
    """The contract of a reader of credentials: one pass, everything that a document says of them.

    Rules and skills may name what is not in the document; whoever writes them to the graph finds out.
    """

    @property
    def code(self) -> str:
        """The name on the command line; a framework's reader may have the same, for the same documents."""
        ...

    @property
    def title(self) -> str:
        """The name for people, with the formats understood."""
        ...

    def detect(self, path: Path) -> bool:
        """Whether the path looks like such a document; cheap, and never raises."""
        ...

    def read(self, path: Path, options: Options) -> Iterator[Offered | Skipped]:
        """Every organization before the first credential. Raises `SourceError` as the others do."""
        ...
