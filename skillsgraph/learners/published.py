"""What an issuer publishes: its profile, its did:web document, its keys and its status lists."""

import asyncio
from datetime import UTC, datetime
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

_STANDS_FOR = {
    StatusPurpose.REVOCATION: AwardStatus.REVOKED,
    StatusPurpose.SUSPENSION: AwardStatus.SUSPENDED,
}


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

    Raises:
        NotFound: As `issuer_of`.
        KeyRefused, ContextUnavailable: As `Office.sign`.
    """
    issuer, _ = await issuer_of(graph, office, identifier)
    rows = await graph.read(cypher("takenBack"), issuer=identifier, status=_STANDS_FOR[purpose])
    moment = moment or datetime.now(UTC)
    unsigned = status_list(issuer, purpose, [row["index"] for row in rows], moment)
    return await asyncio.to_thread(office.sign, issuer, unsigned, moment)


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
