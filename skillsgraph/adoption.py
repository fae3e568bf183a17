"""Adopting a version of a framework: the catalogue's links to skills move to it, and can be moved back.

All links that move, and the record of them, are written in one transaction. A link that needs a person's
choice stays where it is until a decision names its successor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from skillsgraph.answers.versions.impact import Proposal, SkillLink, Touched
from skillsgraph.answers.versions.read import Comparison, compare, links_to, touched_by
from skillsgraph.changes import ChangeKind, changed
from skillsgraph.errors import InputError, NotFound
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.model.ids import digest, make_id
from skillsgraph.statements import cypher

WRITE_SECONDS = 60.0
_STATEMENTS = {"TEACHES": "linkTaught", "ASSESSES": "linkAssessed"}


@dataclass(frozen=True, slots=True)
class Adoption:
    """What moved: its id, by which it is taken back, and what was left for review."""

    id: str
    older: str
    newer: str
    moved: int
    left: tuple[Touched, ...]


async def adopt(graph: Graph, older: str, newer: str, decisions: Mapping[str, str]) -> Adoption:
    """Move the catalogue's links from one version to another.

    `decisions` name, by uri of the older version, the skill of the newer that is meant instead of a proposal.

    Raises:
        FrameworkNotFound, InputError: As `compare`; or a decision names a skill that the newer has not.
    """
    comparison = await compare(graph, older, newer)
    for before, after in decisions.items():
        if before not in comparison.old or after not in comparison.new:
            wrong = before if before not in comparison.old else after
            raise InputError(f"A decision names {wrong!r}, which is not in its version.")
    found = await touched_by(graph, comparison, dict(decisions))
    moves = [one for one in found if one.proposal is not Proposal.REVIEW]
    left = tuple(one for one in found if one.proposal is Proposal.REVIEW)
    there = {link.key for link in await links_to(graph, comparison.newer.id)}
    rows = [_move(one, comparison, there) for one in moves]
    identifier = make_id("adoption", comparison.older.id, comparison.newer.id, *(row["key"] for row in rows))
    record = {
        "id": identifier,
        "fromVersion": str(comparison.older),
        "toVersion": str(comparison.newer),
        "moves": [orjson.dumps(row).decode() for row in rows],
    }
    if rows:
        steps = [*_links([row["new"] for row in rows]), _unlink([row["old"] for row in rows])]
        await graph.transact(
            [
                Step(cypher("recordAdoption"), {"properties": record}),
                *steps,
                changed(ChangeKind.FRAMEWORK_ADOPTED, comparison.newer.id, str(comparison.newer)),
            ],
            deadline=WRITE_SECONDS,
        )
    return Adoption(identifier, str(comparison.older), str(comparison.newer), len(rows), left)


async def revert(graph: Graph, identifier: str) -> Adoption:
    """Take an adoption back: every link stands again as it stood.

    Raises:
        NotFound: There is no such adoption, or it has been taken back already.
    """
    gone = NotFound(
        f"There is no adoption {identifier[:100]!r} to take back.",
        hint="It may have been taken back already.",
    )
    row = await graph.read_one(cypher("adoption"), id=identifier)
    if row is None:
        raise gone
    rows = [orjson.loads(one) for one in row["moves"]]
    made = [one["new"] for one in rows if not one["was_there"]]
    steps = [
        Step(cypher("removeAdoption"), {"id": identifier}, otherwise=gone),
        *_links([one["old"] for one in rows]),
        _unlink(made),
        changed(ChangeKind.ADOPTION_REVERTED, identifier, f"{row['toVersion']} → {row['fromVersion']}"),
    ]
    await graph.transact(steps, deadline=WRITE_SECONDS)
    return Adoption(identifier, row["fromVersion"], row["toVersion"], len(rows), ())


def _move(one: Touched, comparison: Comparison, there: set[str]) -> dict[str, Any]:
    link, successor = one.link, comparison.new[one.successor or one.link.uri]
    key = digest(link.kind, link.credential, successor.id, link.level or "", size=13)
    return {
        "key": link.key,
        "old": _row(link, link.skill, link.key),
        "new": _row(link, successor.id, key),
        "was_there": key in there,
    }


def _row(link: SkillLink, skill: str, key: str) -> Row:
    own = {"credential": link.credential, "kind": link.kind, "skill": skill, "key": key}
    return own | {"level": link.level, "source": link.source}


def _links(rows: Sequence[Row]) -> list[Step]:
    return [
        Step(cypher(statement), {"rows": [row for row in rows if row["kind"] == kind]})
        for kind, statement in _STATEMENTS.items()
    ]


def _unlink(rows: Sequence[Row]) -> Step:
    return Step(cypher("unlinkSkills"), {"rows": list(rows)})
