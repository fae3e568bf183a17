"""Search over the labels of concepts: what a person typed, as a query that the full-text index takes.

The engine fetches candidates; their order is by our own rule, in `cypher/search/`: both engines agree.
"""

from collections.abc import Sequence

from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.text import fold
from skillsgraph.statements import cypher

MOST_WORDS = 32
SKILL, JOB_ROLE = "SKILL", "JOB_ROLE"


async def search(
    graph: Graph, text: str, *, kinds: Sequence[str], language: str | None, first: int, start: int = 0
) -> list[Row]:
    """Concepts of active versions with a label that has all the words of `text`, the last one at least begun.

    If there is none, those whose label begins all of them, and then those with any of the words. Rows:
    `node`, `isSkill`, `score` from 0 to 1, `label`. A text without a letter or digit finds nothing.
    """
    # Folded text holds letters, digits and blanks alone: nothing in it is a sign of the query language.
    words = fold(text[: MOST_WORDS * 64]).split()[:MOST_WORDS]

    async def found(query: str, skip: int, most: int) -> list[Row]:
        return await graph.read(
            cypher("searchTerms"),
            index=graph.dialect.fulltext_index("Term", "folded"),
            query=query,
            folded=" ".join(words),
            words=words,
            kinds=list(kinds),
            language=language,
            skip=skip,
            first=most,
        )

    for query in _queries(words):
        rows = await found(query, start, first)
        # An empty page may be the end of this query's list, which is not followed by another's.
        if rows or (start and await found(query, 0, 1)):
            return rows
    return []


def _queries(words: list[str]) -> list[str]:
    if not words:
        return []
    *whole, last = words
    every = " AND ".join([*whole, f"({last} OR {last}*)"])
    if not whole:
        return [every]
    begun = " AND ".join(f"{word}*" for word in words)
    return [every, begun, " OR ".join(words)]
