"""Documents by hash or id: those that clients have sent before, and those of a list that is trusted.

Source of the exchange by hash: Apollo's automatic persisted queries, version 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from skillsgraph.api.compiler.cache import Bounded
from skillsgraph.errors import (
    ConfigurationRefused,
    DocumentUntrusted,
    InputError,
    PersistedNotFound,
    PersistedOff,
    RequestMalformed,
)
from skillsgraph.settings import Settings

LONGEST = 32 * 1024  # characters; longer documents are answered, and not kept


@dataclass(frozen=True, slots=True)
class Named:
    """How a request names its document: by text, by the text's SHA-256, by an id, or by several of them."""

    text: str | None
    sha256: str | None = None
    identifier: str | None = None

    @classmethod
    def of(cls, text: str | None, identifier: Any, extensions: Mapping[str, Any]) -> "Named":
        """Raises `RequestMalformed` when the request names none, or in a way that is not known."""
        persisted = extensions.get("persistedQuery")
        digest = None
        if persisted is not None:
            digest = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
            if not isinstance(digest, str) or persisted.get("version") != 1:
                raise RequestMalformed('persistedQuery must be {"version": 1, "sha256Hash": "…"}.')
        if identifier is not None and not isinstance(identifier, str):
            raise RequestMalformed("documentId must be text.")
        if identifier and identifier.startswith("sha256:"):
            digest, identifier = identifier.removeprefix("sha256:"), None
        if not (text or digest or identifier):
            raise RequestMalformed("There is no query.", hint='Send {"query": "…"}.')
        return cls(text or None, digest, identifier)


@dataclass(slots=True)
class Documents:
    """The documents that can be named without their text; `kept` holds those of clients, by hash."""

    only_trusted: bool = False
    by_id: Mapping[str, str] = field(default_factory=dict)
    by_hash: Mapping[str, str] = field(default_factory=dict)
    kept: Bounded[str] = field(default_factory=Bounded)

    @classmethod
    def load(cls, settings: Settings) -> "Documents":
        """Raises `ConfigurationRefused` when the list of trusted documents cannot be read."""
        trusted = _trusted(settings.trusted_documents) if settings.trusted_documents else {}
        hashes = {digest_of(text): text for text in trusted.values()}
        return cls(settings.trusted_only, trusted, hashes, Bounded(settings.persisted))

    def text(self, named: Named) -> str:
        """The text that is meant.

        Raises:
            DocumentUntrusted: Only trusted documents are answered, and this is none.
            PersistedNotFound: Its hash is not known, and its text was not sent.
            PersistedOff: The same, where no documents are kept.
            InputError: The hash is that of another text.
        """
        if named.text is not None and named.sha256 is not None and digest_of(named.text) != named.sha256:
            raise InputError("The sha256Hash is not that of the query.")
        if self.only_trusted:
            return self._trusted(named)
        if named.text is not None:
            return named.text
        if named.identifier is not None:
            if (found := self.by_id.get(named.identifier)) is None:
                raise PersistedNotFound("There is no document of this documentId.")
            return found
        digest = named.sha256 or ""
        found = self.by_hash.get(digest) or self.kept.get(digest)
        if found is None:
            raise (
                PersistedNotFound("PersistedQueryNotFound")
                if self.kept.most
                else PersistedOff("PersistedQueryNotSupported")
            )
        return found

    def keep(self, named: Named) -> None:
        """Remember a document that was sent with its hash, and that can be answered."""
        if self.kept.most and named.sha256 and named.text and len(named.text) <= LONGEST:
            self.kept.put(named.sha256, named.text)

    def _trusted(self, named: Named) -> str:
        found = self.by_id.get(named.identifier) if named.identifier else None
        digest = named.sha256 or (digest_of(named.text) if named.text is not None else "")
        found = found or self.by_hash.get(digest)
        if found is None:
            raise DocumentUntrusted(
                "This document is none of those that are answered here.",
                hint="Ask whoever runs this server to add it to TRUSTED_DOCUMENTS.",
            )
        return found


def digest_of(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _trusted(path: Path) -> dict[str, str]:
    try:
        if path.is_dir():
            return {one.stem: one.read_text(encoding="utf-8") for one in sorted(path.glob("*.graphql"))}
        found = orjson.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigurationRefused(f"TRUSTED_DOCUMENTS cannot be read: {type(error).__name__}.") from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise ConfigurationRefused('TRUSTED_DOCUMENTS must be {"id": "document", …}.')
    return found
