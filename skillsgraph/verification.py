"""Verification as it is configured: contexts, documents, issuers that are known, the network."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from skillsgraph.credentials import contexts
from skillsgraph.credentials.documents import INDEX, Documents, from_folder
from skillsgraph.credentials.network import Network
from skillsgraph.credentials.verify import Verifier
from skillsgraph.errors import ConfigurationRefused
from skillsgraph.jsonld import Contexts
from skillsgraph.settings import Settings

NETWORK_SECONDS = 10.0  # for all that one credential needs


def verifier(
    settings: Settings, *, now: datetime | None = None, recipients: tuple[str, ...] = (), strict: bool = False
) -> Verifier:
    """A verifier for one credential.

    Raises:
        ContextUnavailable, SourceError: A folder's index or a copy in it is damaged.
        ConfigurationRefused: TRUSTED_ISSUERS is no file of issuers.
    """
    fetch = Network(NETWORK_SECONDS) if settings.verify_network else None
    folder = settings.documents_dir
    documents = from_folder(folder, fetch) if folder is not None else Documents(fetch=fetch)
    return Verifier(
        contexts=known_contexts(settings.contexts_folder),
        documents=documents,
        now=now,
        recipients=recipients,
        trusted=trusted(settings.trusted_issuers),
        strict=strict,
    )


def known_contexts(folder: Path) -> Contexts:
    """The contexts of a folder, read again only when its index has changed."""
    file = folder / INDEX
    return _contexts(folder, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=4)
def _contexts(folder: Path, _: int) -> Contexts:
    return contexts.load(folder)


def trusted(file: Path | None) -> Mapping[str, str] | None:
    """Issuer -> who says that it is known; None where no list was given."""
    if file is None:
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if not all(isinstance(one, str) for one in (*found, *found.values())):
            raise ValueError("not texts")
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ConfigurationRefused(
            f"{str(file)!r} is no list of issuers.", hint='Write {"did:web:example.org": "who says so"}.'
        ) from error
    return MappingProxyType(found)
