"""The readers that there are. A new one is one line here."""

from skillsgraph.errors import UnknownFramework
from skillsgraph.frameworks.case.reader import READER as CASE
from skillsgraph.frameworks.contract import Reader
from skillsgraph.frameworks.ctdl.reader import READER as CTDL
from skillsgraph.frameworks.ddat.reader import READER as DDAT
from skillsgraph.frameworks.esco.reader import READER as ESCO
from skillsgraph.frameworks.onet.reader import READER as ONET
from skillsgraph.frameworks.sample.reader import READER as SAMPLE

READERS: tuple[Reader, ...] = (CASE, CTDL, DDAT, ESCO, ONET, SAMPLE)


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
