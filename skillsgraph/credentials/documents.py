"""Documents that credentials point to: did:web documents, keys, status lists, schemas; from local copies.

Nothing is fetched unless a fetcher is given on purpose.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.errors import SourceError

Fetch = Callable[[str], bytes]
LARGEST = 1024**2
INDEX = "INDEX.json"
GONE = (
    "document_gone"  # the code of a fetcher's refusal where the server says that it was taken away for good
)


class Documents:
    """Url -> bytes, from a map first; then, if one was given, by a fetcher."""

    def __init__(self, kept: Mapping[str, bytes] | None = None, fetch: Fetch | None = None) -> None:
        self._kept = dict(kept or {})
        self._fetch = fetch

    def having(self, more: Mapping[str, bytes]) -> "Documents":
        """The same with some documents more, which win over those that were there."""
        return Documents({**self._kept, **more}, self._fetch)

    def find(self, url: str) -> bytes | None:
        """The document; None if there is no copy and no leave to fetch it.

        Raises:
            Refusal: It was to be fetched, and the network refused: `fetch_refused`, `fetch_failed`,
                `document_gone`.
        """
        if (found := self._kept.get(url)) is not None:
            return found
        return self._fetch(url) if self._fetch else None

    def get(self, url: str, what: str) -> bytes:
        """The same. Raises Refusal `document_unavailable` (outcome `unknown`) where there is none."""
        if (found := self.find(url)) is None:
            raise Refusal(
                "document_unavailable",
                f"The {what} at {url[:200]!r} would be needed, and there is no copy of it here.",
                Outcome.UNKNOWN,
            )
        return found


def from_folder(folder: Path, fetch: Fetch | None = None) -> Documents:
    """Documents of a folder, whose INDEX.json names them: {"url": "file"} or {"url": {"file": …}}.

    Raises:
        SourceError: There is no such folder, no index, or the index names what is not in it.
    """
    return Documents({url: (folder / name).read_bytes() for url, name in index(folder).items()}, fetch)


def index(folder: Path) -> dict[str, str]:
    """Url -> name of a file in the folder, as its INDEX.json says."""
    try:
        entries = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        named = {
            url: entry if isinstance(entry, str) else str(entry["file"]) for url, entry in entries.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"The folder {str(folder)!r} has no readable {INDEX}.",
            hint='It maps each address to a file: {"https://…": "name.json"}.',
        ) from error
    root = folder.resolve()
    for name in named.values():
        if not (root / name).resolve().is_relative_to(root) or not (root / name).is_file():
            raise SourceError(f"The index of {str(folder)!r} names {name!r}, which is not in the folder.")
    return named


def did_web_url(did: str) -> str:
    """Where a did:web's document stands (did:web method, section 3.2). Raises Refusal `did_malformed`."""
    host, *path = did.partition("#")[0].removeprefix("did:web:").split(":")
    parts = [unquote(part) for part in (host, *path)]
    if not all(parts) or any(set(part) & set("/?#@\\ ") or part in (".", "..") for part in parts):
        raise Refusal("did_malformed", f"{did[:120]!r} is no did:web.")
    place = "/".join(parts[1:]) or ".well-known"
    return f"https://{parts[0]}/{place}/did.json"
