"""What of a framework version is in the graph before an import, by key and content.

An import sends only rows whose key is new or whose content differs, and at its end removes what the source
did not name. The graph is asked when the first row of a sort comes, while the source is read on; for words by
language, since there may be many of them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from skillsgraph.graph.access import Graph
from skillsgraph.ingest.rows import Row
from skillsgraph.ingest.tables import CONCEPTS, RELATIONS, STATEMENTS, WORDS, Table
from skillsgraph.statements import cypher

SECONDS = 120.0
REMOVED_AT_ONCE = 1000

Place = tuple[str, str, str]
"""Where a row is in the graph: the concept that it begins at (or none), its key, its content (or none)."""


def _concept(row: Row) -> Place:
    return "", row["id"], row["contentHash"]


def _statement(row: Row) -> Place:
    return "", row["id"], row["properties"]["contentHash"]


def _word(row: Row) -> Place:
    word = row["properties"]
    return row["concept"], word["id"], word.get("contentHash", "")


def _relation(row: Row) -> Place:
    return row["start"], row["key"], row.get("contentHash") or row.get("relation", "")


def _rating(row: Row) -> Place:
    return row["start"], row["key"], row["properties"]["contentHash"]


# Of each table the label or type of what its rows become, and what tells their place.
_KINDS: dict[Table, tuple[str, Callable[[Row], Place]]] = {
    **{table: (kind.__name__, _concept) for table, kind in CONCEPTS.items()},
    **{table: (label, _statement) for table, label in STATEMENTS.items()},
    **{table: (label, _word) for table, (label, _) in WORDS.items()},
    **{table: (kind, _relation) for table, kind in RELATIONS.items()},
    Table.RATINGS: (RELATIONS[Table.RATINGS], _rating),
}


class Stored:
    """The rows of one framework version that are there and that the source has not named yet."""

    def __init__(self, graph: Graph, framework_id: str) -> None:
        self._graph = graph
        self._framework_id = framework_id
        self._left: dict[tuple[str, str], dict[str, str]] = {}
        self._asked: set[tuple[str, ...]] = set()
        self._counts: Counter[str] = Counter()

    async def know_all(self) -> None:
        """Ask for all but words: concepts, relations, and what is said in mappings and observations."""
        await self._know_once("storedConcepts")
        await self._know_once("storedRelations")

    async def know_words(self, languages: Iterable[str]) -> None:
        """Ask for the terms and texts of languages that were not asked for yet."""
        for language in sorted(set(languages)):
            await self._know_once("storedWords", language=language)

    async def _know_once(self, name: str, **parameters: str) -> None:
        asked = (name, *parameters.values())
        if asked not in self._asked:
            await self._know(name, **parameters)
            self._asked.add(asked)

    async def _know(self, name: str, **parameters: str) -> None:
        rows = await self._graph.read(
            cypher(name), deadline=SECONDS, frameworkId=self._framework_id, **parameters
        )
        for row in rows:
            for start, keys, contents in row["places"]:
                there = self._left.setdefault((row["what"], start), {})
                there.update(zip(keys, contents, strict=True))
                self._counts[row["what"]] += len(keys)

    async def news(self, table: Table, rows: list[Row]) -> list[Row]:
        """Those of some rows that are not there, or say something else there."""
        what, place = _KINDS[table]
        if table in WORDS:
            await self.know_words({row["properties"]["language"] for row in rows})
        else:
            await self._know_once("storedRelations" if table in RELATIONS else "storedConcepts")
        return [row for row in rows if self._differs(what, *place(row))]

    def _differs(self, what: str, start: str, key: str, content: str) -> bool:
        before = self._left.get((what, start), {}).pop(key, None)
        if before is None:
            self._counts[what] += 1
        return before != content

    def counted(self) -> list[Row]:
        """Of each kind how many rows are `stored` by now, and how many of them are `stale`: not named."""
        stale: Counter[str] = Counter()
        for (what, _), keys in self._left.items():
            stale[what] += len(keys)
        return [
            {"what": what, "stored": stored, "stale": stale[what]} for what, stored in self._counts.items()
        ]

    def stale(self, kinds: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
        """What was not named of some labels or types, in portions: where rows begin, and their keys."""
        asked = set(kinds)
        found = ((start, key) for (what, start), keys in self._left.items() if what in asked for key in keys)
        while portion := [*islice(found, REMOVED_AT_ONCE)]:
            yield sorted({start for start, _ in portion}), [key for _, key in portion]
