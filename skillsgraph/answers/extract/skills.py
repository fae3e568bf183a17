"""The skills of active frameworks that a text speaks of. Labels are read once for each state of the graph."""

import asyncio
from weakref import WeakKeyDictionary

from skillsgraph.answers.extract.matcher import Found, Label, Matcher
from skillsgraph.answers.index.rows import graph_version
from skillsgraph.errors import LimitExceeded
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher

MOST_CHARACTERS = 100_000
_READ_SECONDS = 120.0
_KEPT: WeakKeyDictionary[Graph, dict[str, tuple[str, Matcher]]] = WeakKeyDictionary()


async def extract_skills(graph: Graph, text: str, language: str) -> list[Found]:
    """The labels of skills in a text, in its order, with their places and how sure each is.

    Raises:
        LimitExceeded: The text has more than `MOST_CHARACTERS` characters.
    """
    if len(text) > MOST_CHARACTERS:
        raise LimitExceeded(
            f"The text has {len(text)} characters; at most {MOST_CHARACTERS} are read.",
            found=len(text),
            limit=MOST_CHARACTERS,
        )
    kept = _KEPT.setdefault(graph, {})
    version = await graph_version(graph)
    if language not in kept or kept[language][0] != version:
        rows = await graph.read(cypher("everySkillLabel"), deadline=_READ_SECONDS, language=language)
        labels = [Label(row["skill"], row["text"], row["kind"] == "PREFERRED") for row in rows]
        kept[language] = (version, await asyncio.to_thread(Matcher, labels, language))
    return await asyncio.to_thread(kept[language][1].find, text)
