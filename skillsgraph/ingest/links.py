"""What references denote, looked up again after every import.

A mapping or an observation names concepts of other frameworks, which may come later or in several versions.
It keeps a (:Reference) for each; here these find their concepts, and what is told in short is drawn:
(:Skill|JobRole)-[:MATCHES]->(same label), (:Observation)-[:ABOUT]->(:Skill|JobRole).
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from skillsgraph.graph.access import Graph, Step, Written
from skillsgraph.statements import cypher

PAGE = 2000
SECONDS = 120.0
Transact = Callable[..., Awaitable[list[Written]]]

_DENOTE = ("denoteSkillsByUri", "denoteSkillsByCode", "denoteJobRolesByUri", "denoteJobRolesByCode")


async def link(graph: Graph, transact: Transact, code: str | None = None) -> None:
    """Find what references denote, then draw the matches and observations that this allows.

    With `code` only those that may mean concepts of that framework, which is enough where no others are new.
    """
    async for ids in _pages(graph, "referencePage", code):
        await transact(*(Step(cypher(name), {"ids": ids}) for name in _DENOTE))
    async for ids in _pages(graph, "mappingPage", code):
        await transact(Step(cypher("linkMatches"), {"ids": ids}))
    async for ids in _pages(graph, "observationPage", code):
        await transact(Step(cypher("linkObservations"), {"ids": ids}))


async def remove_idle(graph: Graph, transact: Transact) -> None:
    """Remove the references that nothing refers by any more."""
    async for ids in _pages(graph, "referencePage"):
        await transact(Step(cypher("removeIdleReferences"), {"ids": ids}))


async def waiting(graph: Graph, framework_id: str) -> list[str]:
    """What of a framework version waits for concepts that are not here, in words."""
    notes = []
    for name, what in (
        ("countUnresolvedMappings", "mappings"),
        ("countUnresolvedObservations", "observations"),
    ):
        found: list[dict[str, Any]] = await graph.read(
            cypher(name), deadline=SECONDS, frameworkId=framework_id
        )
        notes += [
            f"{row[what]:,} {what} wait for {row['concepts']:,} concepts of {row['framework']}, which "
            f"are not in the graph. They are kept, and join when these are imported."
            for row in found
        ]
    return notes


async def _pages(graph: Graph, name: str, code: str | None = None) -> AsyncIterator[list[str]]:
    after = ""
    while True:
        rows = await graph.read(cypher(name), deadline=SECONDS, after=after, limit=PAGE, code=code)
        if not rows:
            return
        ids = [row["id"] for row in rows]
        yield ids
        after = ids[-1]
