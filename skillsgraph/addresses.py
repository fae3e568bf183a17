"""A source that is named by its address: a CASE package, fetched where that is allowed, and read as a file.

    with fetched("case", "https://example.org/ims/case/v1p1/CFPackages/…", settings) as path:
        ...

What CASE 1.0 and 1.1 call `getCFPackage` gives the whole package, so one answer is one source.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from skillsgraph.credentials.network import Network
from skillsgraph.credentials.result import Refusal
from skillsgraph.errors import SourceError, SourceTooLarge, Where
from skillsgraph.frameworks.documents import MOST_BYTES
from skillsgraph.settings import Settings

SECONDS = 60.0
_PACKAGE = re.compile(
    r"https?://[^/?#\s]+(?:/[^?#\s]*)?/ims/case/v1p[01]/CFPackages/(?P<id>[\w-]+)/?", re.ASCII
)

Fetch = Callable[[str], bytes]


def is_address(text: str) -> bool:
    """Whether a source is named by an address of the web and not by a path."""
    return text.casefold().startswith(("http://", "https://"))


@contextmanager
def fetched(code: str, address: str, settings: Settings, fetch: Fetch | None = None) -> Iterator[Path]:
    """A temporary file with the CASE package at an address, by the rules of `credentials.network`.

    Raises:
        SourceError: Fetching is not switched on; the address is not that of a CASE package; it leads to what
            is not public, or cannot be reached.
        SourceTooLarge: The package is larger than a document may be.
    """
    where = Where(address[:200])
    found = _PACKAGE.fullmatch(address)
    if code != "case" or found is None:
        raise SourceError(
            "Only a CASE package is imported by its address.",
            where=where,
            hint="Give an address that ends in /ims/case/v1p1/CFPackages/{id} (or v1p0), or a file.",
        )
    if not settings.import_network:
        raise SourceError(
            "Imports fetch nothing, unless that is switched on.",
            where=where,
            hint="Set SKILLSGRAPH_IMPORT_NETWORK=true, or download the package and give the file.",
        )
    try:
        data = (fetch or Network(SECONDS, largest=MOST_BYTES))(address)
    except Refusal as refused:
        kind = SourceTooLarge if refused.code == "size_limit" else SourceError
        raise kind(refused.message, where=where, hint="Check the address, or give the file.") from refused
    with tempfile.TemporaryDirectory(prefix="skillsgraph-") as folder:
        path = Path(folder) / f"{found['id'][:100]}.json"
        path.write_bytes(data)
        yield path
