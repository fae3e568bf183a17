"""The readers that there are. A new one is one line here."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from skillsgraph.errors import UnknownFramework
from skillsgraph.frameworks.badgr.reader import READER as BADGR
from skillsgraph.frameworks.case.reader import READER as CASE
from skillsgraph.frameworks.case.writer import write as write_case
from skillsgraph.frameworks.catalogue_writer import write as write_catalogue
from skillsgraph.frameworks.contract import CatalogueReader, Reader
from skillsgraph.frameworks.crosswalk.reader import READER as CROSSWALK
from skillsgraph.frameworks.ctdl.catalogue import READER as CTDL_CATALOGUE
from skillsgraph.frameworks.ctdl.catalogue_writer import write as write_ctdl_catalogue
from skillsgraph.frameworks.ctdl.reader import READER as CTDL
from skillsgraph.frameworks.ctdl.writer import write as write_ctdl
from skillsgraph.frameworks.ddat.reader import READER as DDAT
from skillsgraph.frameworks.elm.reader import READER as ELM
from skillsgraph.frameworks.elm.writer import write as write_elm
from skillsgraph.frameworks.esco.reader import READER as ESCO
from skillsgraph.frameworks.nice.reader import READER as NICE
from skillsgraph.frameworks.observations.reader import READER as OBSERVATIONS
from skillsgraph.frameworks.onet.reader import READER as ONET
from skillsgraph.frameworks.openbadges.reader import READER as OPENBADGES
from skillsgraph.frameworks.rsd.reader import READER as RSD
from skillsgraph.frameworks.rsd.writer import write as write_rsd
from skillsgraph.frameworks.sample.reader import READER as SAMPLE
from skillsgraph.frameworks.skos.writer import write as write_skos
from skillsgraph.frameworks.sssom.reader import READER as SSSOM
from skillsgraph.frameworks.sssom.writer import write as write_sssom
from skillsgraph.frameworks.writing import Content, Written
from skillsgraph.model.credentials import CatalogueRecord

Writer = TypeVar("Writer")

READERS: tuple[Reader, ...] = (
    CASE,
    CROSSWALK,
    CTDL,
    DDAT,
    ESCO,
    NICE,
    OBSERVATIONS,
    ONET,
    RSD,
    SAMPLE,
    SSSOM,
)
CATALOGUE_READERS: tuple[CatalogueReader, ...] = (BADGR, CTDL_CATALOGUE, ELM, OPENBADGES)
WRITERS: Mapping[str, Callable[[Content], Written]] = {
    "case": write_case,
    "ctdl": write_ctdl,
    "rsd": write_rsd,
    "skos": write_skos,
    "sssom": write_sssom,
}
CATALOGUE_WRITERS: Mapping[str, Callable[[Sequence[CatalogueRecord]], Written]] = {
    "catalogue": write_catalogue,
    "ctdl": write_ctdl_catalogue,
    "elm": write_elm,
}


def reader_for(code: str) -> Reader:
    """The reader of that name.

    Raises:
        UnknownFramework: There is none; the message lists those that there are.
    """
    for reader in READERS:
        if reader.code == code.casefold():
            return reader
    known = ", ".join(sorted(reader.code for reader in READERS))
    raise UnknownFramework(f"No framework is called {code!r}.", hint=f"Known: {known}.")


def offering_reader(code: str) -> CatalogueReader | None:
    """The reader of credentials of that name, if there is one."""
    return next((reader for reader in CATALOGUE_READERS if reader.code == code.casefold()), None)


def is_framework(code: str, path: Path) -> bool:
    """Whether a path holds a framework of that format, and not only credentials."""
    return any(reader.code == code.casefold() and reader.detect(path) for reader in READERS)


def writer_for(code: str) -> Callable[[Content], Written]:
    """The writer of frameworks in that format.

    Raises:
        UnknownFramework: There is none; the message lists those that there are.
    """
    return _named(code, WRITERS)


def catalogue_writer_for(code: str) -> Callable[[Sequence[CatalogueRecord]], Written]:
    """The writer of organizations and credentials in that format. Raises like `writer_for`."""
    return _named(code, CATALOGUE_WRITERS)


def _named(code: str, writers: Mapping[str, Writer]) -> Writer:
    writer = writers.get(code.casefold())
    if writer is None:
        known = ", ".join(sorted(writers))
        raise UnknownFramework(f"No format to write is called {code!r}.", hint=f"Known: {known}.")
    return writer
