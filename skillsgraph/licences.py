"""Who is served what: a framework that may not be passed on goes to keys of entitled organizations alone.

A licence is data: `redistribution` of a (:Framework), and (:Organization)-[:ENTITLED_TO]->(:Framework), which
holds for all versions. Where redistribution is not stated it is not withheld. What is withheld is neither
shown nor used in answers, but the framework itself can be seen: its name, licence and attribution.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from skillsgraph.errors import FrameworkNotFound, WithheldByLicence
from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import digest
from skillsgraph.statements import cypher

KNOWN_SECONDS = 0.5
"""So long does a process go by what it has read of licences; an import waits twice as long, then begins."""


@dataclass(frozen=True, slots=True)
class Restricted:
    """A framework version that may not be passed on, and the ids of organizations that are entitled to it."""

    id: str
    code: str
    version: str
    name: str
    entitled: frozenset[str]


_KNOWN: WeakKeyDictionary[Graph, tuple[float, tuple[Restricted, ...]]] = WeakKeyDictionary()


async def restricted(graph: Graph) -> tuple[Restricted, ...]:
    """The framework versions that may not be passed on, as they were at most `KNOWN_SECONDS` ago."""
    whole = graph.whole
    known = _KNOWN.get(whole)
    if known is None or time.monotonic() > known[0]:
        until = time.monotonic() + KNOWN_SECONDS
        rows = await whole.read(cypher("restrictedFrameworks"))
        found = tuple(Restricted(**row | {"entitled": frozenset(row["entitled"])}) for row in rows)
        known = _KNOWN[whole] = (until, found)
    return known[1]


async def served(graph: Graph, organization: str | None) -> Graph:
    """The graph as it is served to a caller who stands for an organization, or for none."""
    withheld: Mapping[str, str] = {
        one.id: one.code for one in await restricted(graph) if organization not in one.entitled
    }
    return graph.without(withheld)


async def notes(graph: Graph) -> list[dict[str, str]]:
    """What a graph withholds, in words for an answer's `extensions`."""
    return [
        {
            "code": WithheldByLicence.code,
            "framework": f"{one.code}@{one.version}",
            "message": f"{one.name} {one.version} may not be passed on; nothing of it is shown or used here.",
        }
        for one in await restricted(graph)
        if one.id in graph.withheld
    ]


async def entitle(graph: Graph, organization: str, code: str) -> tuple[str, str]:
    """Serve a framework to the keys of an organization; the names of both.

    Raises:
        FrameworkNotFound: There is no such framework or organization.
    """
    key = digest(organization, "ENTITLED_TO", code)
    written = await graph.write(cypher("entitleOrganization"), organization=organization, code=code, key=key)
    return _both(written.rows, organization, code)


async def withdraw(graph: Graph, organization: str, code: str) -> tuple[str, str]:
    """The same undone. Raises `FrameworkNotFound` where there was no entitlement."""
    written = await graph.write(cypher("withdrawEntitlement"), organization=organization, code=code)
    return _both(written.rows, organization, code)


def _both(rows: list[dict[str, str]], organization: str, code: str) -> tuple[str, str]:
    if not rows:
        raise FrameworkNotFound(
            f"There is no organization {organization!r} with a framework {code!r}.",
            hint="Name the organization by its id and the framework by its code.",
        )
    return rows[0]["organization"], rows[0]["framework"]
