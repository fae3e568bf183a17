"""The skills of active frameworks that a text speaks of. Labels are read once for each state of the graph."""

import asyncio
import re
from functools import cache

from skillsgraph.answers.extract.matcher import Found, Label, Matcher
from skillsgraph.answers.index.keeper import Recipe, kept_of
from skillsgraph.answers.index.rows import graph_version
from skillsgraph.errors import InputError, LimitExceeded
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher

MOST_CHARACTERS = 100_000
_READ_SECONDS = 120.0
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


@cache
def labels_in(language: str) -> Recipe[Matcher]:
    """How the labels of a language are kept."""

    async def make(graph: Graph) -> tuple[str, Matcher]:
        version = await graph_version(graph)
        rows = await graph.read(cypher("everySkillLabel"), deadline=_READ_SECONDS, language=language)
        labels = [
            Label(skill, text, kind == "PREFERRED") for row in rows for skill, text, kind in row["labels"]
        ]
        return version, await asyncio.to_thread(Matcher, labels, language)

    return Recipe(graph_version, make)


LABELS = labels_in("en")
"""The labels that are read at the start; other languages follow when they are asked for."""


async def extract_skills(graph: Graph, text: str, language: str) -> list[Found]:
    """The labels of skills in a text, in its order, with their places and how sure each is.

    Raises:
        InputError: The language is not a tag such as `fr`.
        LimitExceeded: The text has more than `MOST_CHARACTERS` characters.
    """
    if not _LANGUAGE.fullmatch(language):
        raise InputError(f"language: {language[:40]!r} is not a language tag such as `fr`.")
    if len(text) > MOST_CHARACTERS:
        raise LimitExceeded(
            f"The text has {len(text)} characters; at most {MOST_CHARACTERS} are read.",
            found=len(text),
            limit=MOST_CHARACTERS,
        )
    kept = await kept_of(graph, labels_in(language))
    found = await asyncio.to_thread(kept.thing.find, text)
    if not graph.withheld:
        return found
    rows = await graph.read(cypher("withheldSkills"), ids=sorted({one.skill for one in found}))
    withheld = {row["id"] for row in rows}
    return [one for one in found if one.skill not in withheld]
