"""Credentials from a document of another format, brought into the graph as far as it knows their skills.

Such documents name what stands elsewhere. A skill or job role that the graph does not have is left out and
named; what a rule needs or a credential recognises, and nobody describes, is written as a draft that is known
by its address only, because a rule with fewer options would be another rule.
"""

import asyncio
from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from skillsgraph.catalogue import ids_by_uri, upsert_catalogue
from skillsgraph.frameworks.contract import CatalogueReader, Offered, Options, Skipped
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import (
    CatalogueItem,
    Credential,
    CredentialKind,
    CredentialStatus,
    Organization,
    OrganizationKind,
    SkillRef,
)
from skillsgraph.statements import cypher


@dataclass(slots=True)
class CatalogueReport:
    """What was read, written, left out, and made up so that rules are whole."""

    organizations: int = 0
    credentials: int = 0
    created: int = 0
    replaced: int = 0
    dry_run: bool = False
    drafts: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The form of `skillsgraph import --json`."""
        return asdict(self)


async def import_offered(
    graph: Graph, reader: CatalogueReader, path: Path, options: Options, *, dry_run: bool = False
) -> CatalogueReport:
    """Write every organization and credential of a document, each made or replaced by its uri.

    Raises:
        SourceError: The document cannot be used; nothing was written.
    """
    report = CatalogueReport(dry_run=dry_run)
    found = await asyncio.to_thread(lambda: list(reader.read(path, options)))
    report.skipped += [one for one in found if isinstance(one, Skipped)]
    offered = _once([one for one in found if isinstance(one, Offered)], report)
    credentials = [one.item for one in offered if isinstance(one.item, Credential)]
    skills = [ref.skill for one in credentials for ref in (*one.teaches, *one.assesses)]
    roles = [uri for one in credentials for uri in one.prepares_for]
    known = await ids_by_uri(graph, "resolveSkills", skills)
    known_roles = await ids_by_uri(graph, "resolveJobRoles", roles)
    items = [_usable(one, known, known_roles, report) for one in offered]
    report.organizations = sum(isinstance(one, Organization) for one in items)
    report.credentials = len(credentials)
    drafts = [*_drafts(await _unknown(graph, credentials), {one.uri for one in items})]
    report.drafts = [one.uri for one in drafts if isinstance(one, Credential)]
    if not dry_run:
        done = await upsert_catalogue(graph, [*drafts, *items])
        report.created = sum(one.created for one in done)
        report.replaced = len(done) - report.created
    return report


def _once(found: Sequence[Offered], report: CatalogueReport) -> list[Offered]:
    """The first of those that have the same uri."""
    kept: dict[str, Offered] = {}
    for one in found:
        if one.item.uri in kept:
            report.skipped.append(Skipped(one.file, one.line, None, f"It stands twice: {one.item.uri}"))
        else:
            kept[one.item.uri] = one
    return list(kept.values())


def _usable(
    offered: Offered, skills: Container[str], roles: Container[str], report: CatalogueReport
) -> CatalogueItem:
    """The item with those of its skills and job roles that the graph has."""
    item = offered.item
    if isinstance(item, Organization):
        return item
    for name in ("teaches", "assesses"):
        for ref in getattr(item, name):
            if ref.skill not in skills:
                reason = f"The graph has no skill {ref.skill}, which {item.uri} names."
                report.skipped.append(Skipped(offered.file, offered.line, name, reason))
    for uri in item.prepares_for:
        if uri not in roles:
            reason = f"The graph has no job role {uri}, which {item.uri} names."
            report.skipped.append(Skipped(offered.file, offered.line, "prepares_for", reason))
    return replace(
        item,
        teaches=_known(item.teaches, skills),
        assesses=_known(item.assesses, skills),
        prepares_for=tuple(uri for uri in item.prepares_for if uri in roles),
    )


def _known(refs: Sequence[SkillRef], skills: Container[str]) -> tuple[SkillRef, ...]:
    return tuple(ref for ref in refs if ref.skill in skills)


async def _unknown(graph: Graph, credentials: Sequence[Credential]) -> list[str]:
    """What rules and recognitions name and neither the document nor the graph has."""
    described = {one.uri for one in credentials}
    rules = [rule for one in credentials for rule in (one.entry, one.completion) if rule]
    named = {uri for rule in rules for uri in rule.uris()}
    named |= {other.credential for one in credentials for other in one.recognises}
    uris = sorted(named - described)
    rows = await graph.read(cypher("missingOptions"), uris=uris) if uris else []
    return [str(row["uri"]) for row in rows]


def _drafts(uris: Sequence[str], described: Container[str]) -> Iterator[CatalogueItem]:
    publishers: set[str] = set()
    for uri in uris:
        host = urlsplit(uri).netloc or uri.partition(":")[0]
        publisher = f"https://{host}/"
        if publisher not in publishers and publisher not in described:
            publishers.add(publisher)
            yield Organization(publisher, host, OrganizationKind.OTHER)
        yield Credential(
            uri,
            uri.rstrip("/").rpartition("/")[2] or uri,
            CredentialKind.CERTIFICATE,
            publisher,
            description="Known only because another refers to it.",
            status=CredentialStatus.DRAFT,
        )
