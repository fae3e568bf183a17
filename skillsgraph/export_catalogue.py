"""The catalogue out of the graph again: as model objects, and from those as a file.

What belongs to a credential alone comes in the order of its ids, skills in that of their uris: the order of a
list is not kept in the graph, and means nothing there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.entry_conditions import read_entry_conditions
from skillsgraph.errors import NotFound
from skillsgraph.frameworks.registry import catalogue_writer_for
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import (
    Assessment,
    CatalogueRecord,
    Cost,
    Credential,
    EntryCondition,
    Offering,
    Organization,
    SkillRef,
    StandingRecognition,
)
from skillsgraph.model.nodes import of_node
from skillsgraph.statements import cypher

PAGE = 200
READ_SECONDS = 120.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CatalogueExport:
    """The file of an export, what is in it, and what its format could not say."""

    organizations: int
    credentials: int
    data: bytes
    lost: tuple[str, ...]
    entry_conditions: int = 0


async def export_catalogue(graph: Graph, format_code: str, awarded_by: str | None = None) -> CatalogueExport:
    """The catalogue, or what one organization awards, in a format.

    Raises:
        UnknownFramework: No format is called that.
        NotFound: There is no organization with that uri, or it awards nothing.
    """
    write = catalogue_writer_for(format_code)
    items = await read_catalogue_of(graph, awarded_by)
    organizations = sum(isinstance(one, Organization) for one in items)
    conditions = sum(isinstance(one, EntryCondition) for one in items)
    credentials = len(items) - organizations - conditions
    written = write(items)
    return CatalogueExport(organizations, credentials, written.data, written.lost, conditions)


async def read_catalogue_of(graph: Graph, awarded_by: str | None = None) -> list[CatalogueRecord]:
    """Organizations and then credentials: of one organization with those that it is a part of, or all.

    After all come the conditions of entry to job roles, which are no organization's.

    Raises:
        NotFound: There is no organization with that uri, or it awards nothing.
    """
    rows = await graph.read(cypher("organizationsToExport"), deadline=READ_SECONDS)
    organizations = {
        row["node"]["uri"]: of_node(Organization, row["node"], part_of=next(iter(row["partOf"]), None))
        for row in rows
        if row["node"].get("uri")
    }
    credentials: list[Credential] = []
    after = ""
    while page := await graph.read(
        cypher("credentialsToExport"),
        deadline=READ_SECONDS,
        awardedBy=awarded_by,
        after=after,
        limit=PAGE,
    ):
        after = page[-1]["node"]["id"]
        rules = await read_rules(graph, [row["node"]["id"] for row in page])
        credentials += [_credential(row, rules.get(row["node"]["id"], Rules())) for row in page]
    if awarded_by is not None and not credentials:
        raise NotFound(
            f"No organization with the uri {awarded_by!r} awards anything here.",
            hint="`organizations` lists those that there are; leave it out for all.",
        )
    wanted = [*organizations] if awarded_by is None else _wholes(awarded_by, organizations)
    conditions = await read_entry_conditions(graph) if awarded_by is None else []
    ordered = sorted(credentials, key=lambda one: one.uri)
    return [*(organizations[uri] for uri in wanted), *ordered, *conditions]


def _wholes(uri: str | None, organizations: dict[str, Organization]) -> list[str]:
    """An organization after what it is a part of."""
    found: list[str] = []
    while uri in organizations and uri not in found:
        found.insert(0, uri)
        uri = organizations[uri].part_of
    return found


def _credential(row: Row, rules: Rules) -> Credential:
    costs: dict[str, list[Row]] = {}
    for one in row["offeringCosts"]:
        costs.setdefault(one["of"], []).append(one["cost"])
    return of_node(
        Credential,
        row["node"],
        awarded_by=row["awardedBy"],
        teaches=_skills(row["teaches"]),
        assesses=_skills(row["assesses"]),
        prepares_for=tuple(sorted(row["preparesFor"])),
        recognises=tuple(
            sorted(
                (
                    of_node(StandingRecognition, one["link"], credential=one["credential"])
                    for one in row["recognises"]
                ),
                key=lambda one: one.credential,
            )
        ),
        assessments=_parts(Assessment, row["assessments"]),
        costs=_parts(Cost, row["costs"]),
        offerings=tuple(
            of_node(Offering, one, costs=_parts(Cost, costs.get(one["id"], ())))
            for one in _in_order(row["offerings"])
        ),
        completion=rules.completion,
        entry=rules.entry,
        renewal=rules.renewal,
        renew_every_months=rules.every_months,
        earlier_completions=rules.earlier,
    )


def _skills(rows: Sequence[Row]) -> tuple[SkillRef, ...]:
    found = (SkillRef(row["skill"], row["level"]) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.skill, one.level or "")))


def _parts(kind: type[T], rows: Sequence[Row]) -> tuple[T, ...]:
    return tuple(of_node(kind, row) for row in _in_order(rows))


def _in_order(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["id"]))
