"""What an issuer publishes: its profile, its did:web document, its keys and its status lists."""

import asyncio
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from typing import Any

from skillsgraph.credentials.documents import did_web_url
from skillsgraph.credentials.issue import (
    Issuer,
    StatusPurpose,
    did_document,
    key_set,
    profile,
    status_list,
)
from skillsgraph.credentials.keystore import IssuerKey
from skillsgraph.errors import NotFound
from skillsgraph.graph.access import Graph
from skillsgraph.learners.issuing import Office
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher

_LASTS, _MOST_LISTS = timedelta(days=1), 256
_STANDS_FOR = {
    StatusPurpose.REVOCATION: AwardStatus.REVOKED,
    StatusPurpose.SUSPENSION: AwardStatus.SUSPENDED,
}


class SignedLists:
    """The lists of this process that were signed last, so that not every request makes one anew."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[int, ...], datetime, dict[str, Any]]] = {}

    def get(
        self, key: Hashable, marked: tuple[int, ...], sign: Callable[[datetime], dict[str, Any]]
    ) -> dict[str, Any]:
        """The list of a key, signed again when what it marks is another, or a day has passed."""
        now = datetime.now(UTC)
        known = self._kept.get(key)
        if known is not None and known[0] == marked and now - known[1] < _LASTS:
            return known[2]
        signed = sign(now)
        while len(self._kept) >= _MOST_LISTS:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[key] = (marked, now, signed)
        return signed


_SIGNED = SignedLists()


async def issuer_of(graph: Graph, office: Office, identifier: str) -> tuple[Issuer, list[IssuerKey]]:
    """An issuer that has a key here.

    Raises:
        NotFound: There is no such organization, or it signs nothing here.
    """
    row = await graph.read_one(cypher("issuerOf"), id=identifier)
    keys = office.keys.published(identifier) if row else []
    if row is None or not keys:
        raise NotFound("There is no such issuer.")
    return office.issuer(row), keys


async def published(graph: Graph, office: Office, identifier: str, what: str) -> dict[str, Any]:
    """An issuer's `profile`, `did` document or `keys`. Raises like `issuer_of`."""
    issuer, keys = await issuer_of(graph, office, identifier)
    if what == "keys":
        return key_set(issuer, keys)
    return did_document(issuer, keys) if what == "did" else profile(issuer)


async def published_status(
    graph: Graph,
    office: Office,
    identifier: str,
    purpose: StatusPurpose = StatusPurpose.REVOCATION,
    moment: datetime | None = None,
) -> dict[str, Any]:
    """The issuer's list of one purpose as it is now, signed; `moment` is the one that it bears.

    Without a moment it is the list that was signed when it changed last, or a day ago at most.

    Raises:
        NotFound: As `issuer_of`.
        KeyRefused, ContextUnavailable: As `Office.sign`.
    """
    issuer, keys = await issuer_of(graph, office, identifier)
    rows = await graph.read(cypher("takenBack"), issuer=identifier, status=_STANDS_FOR[purpose])
    marked = tuple(row["index"] for row in rows)

    def sign(at: datetime) -> dict[str, Any]:
        return office.sign(issuer, status_list(issuer, purpose, marked, at), at)

    if moment is not None:
        return await asyncio.to_thread(sign, moment)
    newest = [one.multikey for one in keys]
    return await asyncio.to_thread(_SIGNED.get, (issuer.did, purpose, *newest), marked, sign)


async def documents_of(
    graph: Graph, office: Office, identifier: str, moment: datetime | None = None, *, lists: bool = True
) -> dict[str, Any]:
    """All that an issuer publishes, by the address where others look for it. Raises like `published_status`.

    Without `lists` what needs the passphrase is left out.
    """
    issuer, _ = await issuer_of(graph, office, identifier)
    found = {
        did_web_url(issuer.did): await published(graph, office, identifier, "did"),
        issuer.profile: await published(graph, office, identifier, "profile"),
    }
    for purpose in StatusPurpose if lists else ():
        listed = await published_status(graph, office, identifier, purpose, moment)
        found[issuer.status_list(purpose)] = listed
    return found
