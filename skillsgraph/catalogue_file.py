"""A catalogue file brought into the graph: checked whole, against what is there, before a word is written."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import Credential, Organization
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class Account:
    """What was read, and how many credentials were new or written over. Zero of both after a dry run."""

    organizations: int
    credentials: int
    created: int = 0
    replaced: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The form of `skillsgraph import catalogue --json`."""
        return asdict(self)


async def import_catalogue(graph: Graph, path: Path, *, dry_run: bool = False) -> Account:
    """Write the organizations and credentials of a file, each made or replaced by its uri.

    Raises:
        SourceError: The file cannot be read, or has a fault, or names a skill or job role that the graph does
            not have; with the line. Nothing was written.
    """
    named = list(read_catalogue(path))
    credentials = [one for one in named if isinstance(one, Credential)]
    skills = {ref.skill for one in credentials for ref in (*one.teaches, *one.assesses)}
    rules = [rule for one in credentials for rule in (one.entry, one.completion) if rule]
    options = {uri for rule in rules for uri in rule.uris()}
    known = await _known(graph, sorted(skills), sorted(options))
    items = list(read_catalogue(path, skills=known, job_roles=known))
    organizations = sum(isinstance(one, Organization) for one in items)
    if dry_run:
        return Account(organizations, len(credentials))
    done = await upsert_catalogue(graph, items)
    created = sum(one.created for one in done)
    return Account(organizations, len(credentials), created, len(done) - created)


async def _known(graph: Graph, skills: Sequence[str], options: Sequence[str]) -> set[str]:
    refs = [
        {"position": place, "id": None, "uri": uri, "code": None, "framework": None}
        for place, uri in enumerate(skills)
    ]
    found = {str(row["uri"]) for row in await graph.read(cypher("resolveSkills"), refs=refs)}
    missing = {str(row["uri"]) for row in await graph.read(cypher("missingOptions"), uris=list(options))}
    return found | (set(options) - missing)
