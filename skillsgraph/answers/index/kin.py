"""Which skills bear on a skill in one hop: in memory what the statement `neighbours` reads from the graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skillsgraph.answers.index.rows import Rows
from skillsgraph.answers.model import Relation
from skillsgraph.graph.access import Row

_MATCHED = {
    "BROAD": (Relation.NARROWER, Relation.BROADER),
    "NARROW": (Relation.BROADER, Relation.NARROWER),
}
"""SKOS kind -> how its subject bears on its object, and the other way round; other kinds are alike."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Skill -> (other, relation, how many skills stand below the other, if that is broader)."""

    near: Mapping[str, Sequence[tuple[str, Relation, int]]]

    def rows(self, skills: Iterable[str]) -> list[Row]:
        """The rows (id, other, relation, children) of some skills, as `neighbours` gives them."""
        return [
            {"id": one, "other": other, "relation": relation, "children": children}
            for one in skills
            for other, relation, children in self.near.get(one, ())
        ]


def kin_of(rows: Rows) -> Kin:
    """The kin of every skill. Groups are no skills of a hierarchy; matches bear both ways."""
    up = [
        (one, other)
        for one, others in rows.skill_broader.items()
        for other in others
        if one not in rows.groups and other not in rows.groups
    ]
    below: dict[str, int] = defaultdict(int)
    for _, other in up:
        below[other] += 1
    near: dict[str, list[tuple[str, Relation, int]]] = defaultdict(list)
    for one, other in up:
        near[one].append((other, Relation.NARROWER, below[other]))
        near[other].append((one, Relation.BROADER, 0))
    for one, others in rows.related.items():
        for other in others:
            near[one].append((other, Relation.RELATED, 0))
            near[other].append((one, Relation.RELATED, 0))
    for one, other, kind in rows.matches:
        there, back = _MATCHED[kind] if kind in _MATCHED else (Relation(kind), Relation(kind))
        near[one].append((other, there, 0))
        near[other].append((one, back, 0))
    return Kin(dict(near))
