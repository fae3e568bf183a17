"""A catalogue file brought into the graph: checked whole, against what is there, before a word is written."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from skillsgraph.catalogue import ids_by_uri, upsert_catalogue
from skillsgraph.entry_conditions import practised_roles, write_entry_conditions
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import CatalogueItem, Credential, EntryCondition, Organization
from skillsgraph.skill_names import is_name, meanings, read_decisions
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class Account:
    """What was read, and how many credentials were new or written over. Zero of both after a dry run."""

    organizations: int
    credentials: int
    created: int = 0
    replaced: int = 0
    entry_conditions: int = 0
    names: dict[str, str] = field(default_factory=dict)
    """Skills that were named in words: which uri was taken, and why."""

    def as_dict(self) -> dict[str, Any]:
        """The form of `skillsgraph import catalogue --json`."""
        return {name: value for name, value in asdict(self).items() if value != {}}


async def import_catalogue(
    graph: Graph, path: Path, *, dry_run: bool = False, decisions: Path | None = None
) -> Account:
    """Write the organizations and credentials of a file, each made or replaced by its uri.

    Conditions of entry take the place of all that there were for the same job role in the same jurisdiction.
    Skills may be named in words: what they mean is looked up, or was decided before in `decisions`.

    Raises:
        SourceError: The file cannot be read, or has a fault, or names a skill or job role that the graph does
            not have; with the line. Nothing was written.
    """
    named = list(read_catalogue(path))
    credentials = [one for one in named if isinstance(one, Credential)]
    skills = {ref.skill for one in credentials for ref in (*one.teaches, *one.assesses)}
    conditions = [one for one in named if isinstance(one, EntryCondition)]
    rules = [rule for one in credentials for _, rule in one.rules()] + [one.rule for one in conditions]
    options = {uri for rule in rules for uri in rule.uris()}
    options |= {uri for one in credentials for uri in one.prepares_for}
    options |= {other.credential for one in credentials for other in one.recognises}
    decided = read_decisions(decisions) if decisions else {}
    meant = await meanings(graph, sorted(filter(is_name, skills)), decided)
    taken = {name: meaning.uri for name, meaning in meant.items() if meaning.uri}
    known = await _known(graph, sorted(skills | {*taken.values()}), sorted(options))
    taken = {name: uri for name, uri in taken.items() if uri in known}
    questions = {name: meaning.question for name, meaning in meant.items() if name not in taken}
    practised = await practised_roles(graph, [one.job_role for one in conditions])
    found = read_catalogue(
        path, skills=known | taken.keys(), job_roles=known, practised=practised, questions=questions
    )
    items = [_with_uris(item, taken) for item in found if not isinstance(item, EntryCondition)]
    names = {name: f"{uri} (by its {meant[name].how})" for name, uri in taken.items()}
    organizations = sum(isinstance(one, Organization) for one in items)
    if dry_run:
        return Account(organizations, len(credentials), entry_conditions=len(conditions), names=names)
    done = await upsert_catalogue(graph, items)
    await write_entry_conditions(graph, conditions)
    created = sum(one.created for one in done)
    replaced = len(done) - created
    return Account(organizations, len(credentials), created, replaced, len(conditions), names)


def _with_uris(item: CatalogueItem, taken: Mapping[str, str]) -> CatalogueItem:
    """The item with the uris of the skills that it names in words."""
    if isinstance(item, Organization):
        return item
    teaches, assesses = (
        tuple(replace(ref, skill=taken.get(ref.skill, ref.skill)) for ref in refs)
        for refs in (item.teaches, item.assesses)
    )
    return replace(item, teaches=teaches, assesses=assesses)


async def _known(graph: Graph, skills: Sequence[str], options: Sequence[str]) -> set[str]:
    found = await ids_by_uri(graph, "resolveSkills", skills)
    missing = {str(row["uri"]) for row in await graph.read(cypher("missingOptions"), uris=list(options))}
    return found.keys() | (set(options) - missing)
