"""Skills that a person named in words, brought to the skills that the graph knows by uri.

A name is taken where it is the preferred label of exactly one skill or, if of none, another label of exactly
one. Everything else is a question to the person, with what may have been meant; it is never taken silently.
Answers can be kept in a file of decisions, `{"Excell": "https://…"}`, and are replayed from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.graph.access import Graph, Row
from skillsgraph.jsonld import JsonLimits, Object, read_json
from skillsgraph.model.text import fold
from skillsgraph.search import SKILL, search

LEAST_ALIKE = 0.55
MOST_PROPOSED = 3
_CANDIDATES = 20
_MOST_BYTES = 1024**2


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: the uri, and how that was found; or what it may mean."""

    uri: str | None
    how: str
    proposed: tuple[tuple[str, str], ...] = ()

    @property
    def question(self) -> str:
        """For a message that says that there is no such skill."""
        if not self.proposed:
            return "Name it by its uri."
        return "Did you mean " + " or ".join(f"{label!r} ({uri})" for label, uri in self.proposed) + "?"


def is_name(skill: str) -> bool:
    """Whether a skill is named in words and not by a uri."""
    return "://" not in skill and not skill.startswith("urn:")


def read_decisions(path: Path) -> dict[str, str]:
    """What a person decided before: names and the uris that they mean.

    Raises:
        SourceError: The file cannot be read or is no JSON object of texts.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror}.", where=Where(str(path))) from error
    found = read_json(data, path.name, JsonLimits(bytes=_MOST_BYTES))
    if not isinstance(found, Object) or not all(isinstance(uri, str) for uri in found.values()):
        hint = 'Write it as {"name": "uri"}.'
        raise SourceError("This is no list of decisions.", where=Where(path.name, 1), hint=hint)
    return {fold(name): str(uri) for name, uri in found.items()}


async def meanings(graph: Graph, names: Sequence[str], decided: Mapping[str, str]) -> dict[str, Meaning]:
    """What each name means. `decided` has folded names."""
    return {name: await _meaning(graph, name, decided) for name in names}


async def _meaning(graph: Graph, name: str, decided: Mapping[str, str]) -> Meaning:
    folded = fold(name)
    if folded in decided:
        return Meaning(decided[folded], "decision")
    rows = await _found(graph, name)
    same = [row for row in rows if fold(row["label"]) == folded]
    preferred = [row for row in same if fold(row["node"]["name"]) == folded]
    for how, found in (("preferred label", preferred), ("alternative label", same)):
        if len(found) == 1:
            return Meaning(found[0]["node"]["uri"], how)
        if found:
            return Meaning(None, "ambiguous", tuple(_told(row) for row in found[:MOST_PROPOSED]))
    return Meaning(None, "unknown", await _alike(graph, folded, rows))


async def _alike(graph: Graph, folded: str, rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """The skills whose label is most like the name, also where its last letters are wrong."""
    begun = [word[: max(3, len(word) - 2)] for word in folded.split() if len(word) > 3]
    found = [*rows]
    for beginning in begun[:3]:
        found += await _found(graph, beginning)
    ranked = {
        row["node"]["uri"]: (SequenceMatcher(None, folded, fold(row["label"])).ratio(), row) for row in found
    }
    best = sorted(ranked.values(), key=lambda pair: (-pair[0], pair[1]["label"], pair[1]["node"]["uri"]))
    return tuple(_told(row) for ratio, row in best[:MOST_PROPOSED] if ratio >= LEAST_ALIKE)


async def _found(graph: Graph, text: str) -> list[Row]:
    return await search(graph, text, kinds=[SKILL], language=None, first=_CANDIDATES)


def _told(row: Row) -> tuple[str, str]:
    return str(row["label"]), str(row["node"]["uri"])
