"""Verification that knows what this server publishes: its own badges need no network."""

import asyncio
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from skillsgraph.credentials.issue import Issuer
from skillsgraph.credentials.members import members_of
from skillsgraph.credentials.read import Read, read_credential, read_token
from skillsgraph.credentials.result import Refusal, Verification
from skillsgraph.errors import ConfigurationRefused, ContextUnavailable, KeyRefused, NotFound
from skillsgraph.graph.access import Graph
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.published import documents_of

MOST_ISSUERS = 20  # of this server, in one credential


async def verify(
    graph: Graph, office: Office, data: bytes, *, now: datetime | None = None, recipients: Iterable[str] = ()
) -> Verification:
    """The verification of a file's bytes at a moment (None: now); what is wrong with it is in the answer.

    Args:
        recipients: Whom it should be about: e-mail addresses or identifiers.
    """
    try:
        read = await asyncio.to_thread(read_credential, data)
    except Refusal as error:
        return Verification((error.check(),))
    known = office.verifier.documents.having(await _own_documents(graph, office, read, now))
    verifier = replace(office.verifier, documents=known, now=now, recipients=tuple(recipients))
    return await asyncio.to_thread(verifier.verify_read, read)


async def _own_documents(graph: Graph, office: Office, read: Read, now: datetime | None) -> dict[str, bytes]:
    """What the credential points to and this server publishes, as it is now, by address."""
    document = (read.token.payload if read.token else read.document) or {}
    text = json.dumps([document, *_inside(document)], ensure_ascii=False)
    did = Issuer("", "", office.base).did
    named = re.compile(
        rf"(?:{re.escape(office.base)}/(?:issuers|status)/|{re.escape(did)})(org_[0-9a-f]{{26}})"
    )
    found: dict[str, Any] = {}
    for identifier in list(dict.fromkeys(named.findall(text)))[:MOST_ISSUERS]:
        try:
            found |= await _documents_of(graph, office, identifier, now)
        except NotFound:
            continue
    return {url: json.dumps(document).encode() for url, document in found.items()}


def _inside(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the tokens among a record's members say."""
    for member in members_of(document):
        if isinstance(member, str):
            with suppress(Refusal):
                yield read_token(member).payload


async def _documents_of(
    graph: Graph, office: Office, identifier: str, now: datetime | None
) -> dict[str, Any]:
    try:
        return await documents_of(graph, office, identifier, now)
    except (KeyRefused, ConfigurationRefused, ContextUnavailable):
        # Without its list a badge is `unknown`, never `verified`.
        return await documents_of(graph, office, identifier, now, lists=False)
