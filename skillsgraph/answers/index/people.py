"""Postings of what people hold, to find those who fit a job role among a million. Pure.

For each skill and each way of vouching for it stand the people who have it so, those whose award is valid
longest first. A requirement s then scores its people in a few passes over arrays:

    q(s) = max over skills h that bear on s, and ways v, of  κ(h → s) · v    (v as the policy says)
    score = Σ mass(s)·q(s) / Σ mass(s)

Levels are left out, so that a score here is never below the exact one: who is exactly scored down to this
bound has been ranked exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from skillsgraph.answers.index.index import Index, Vector
from skillsgraph.answers.model import Relation
from skillsgraph.answers.policy import ATTENDANCE, Policy, Vouching
from skillsgraph.model.credentials import AssessmentMethod

OWN = 0
"""The way of what a person says of themselves, and of what has expired."""
FOR_EVER = 65_535
"""The day of an award that never expires. Days are counted from 1970."""
_ASSURANCES = list(dict.fromkeys([*map(str, AssessmentMethod), ATTENDANCE]))
_PAIRS = product((Vouching.ISSUED, Vouching.VERIFIED), _ASSURANCES)
_WAYS = {pair: 1 + place for place, pair in enumerate(_PAIRS)}
_BACK = {Relation.NARROWER: Relation.BROADER, Relation.BROADER: Relation.NARROWER}


def way_of(verification: str, assurance: str | None) -> int:
    """The number of a way of vouching; an assurance of None is attendance."""
    return _WAYS.get((Vouching(verification), str(assurance or ATTENDANCE)), OWN)


def worths(policy: Policy) -> list[float]:
    """What each way is worth at most, by its number: what expired counts as its holder's word."""
    own = policy.authenticity[Vouching.SELF_ASSERTED]
    backed = (policy.authenticity[who] * policy.assurance.get(how, 0.0) for who, how in _WAYS)
    return [own, *(max(own, one) for one in backed)]


@dataclass(frozen=True, slots=True)
class Holdings:
    """One row for each thing that speaks for a skill of somebody: places of both, way, last valid day."""

    person: NDArray[np.int32]
    skill: NDArray[np.int32]
    way: NDArray[np.uint8]
    until: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class People:
    """The postings. `open_to` are the people whom an organization may find, or (None) everybody may."""

    ids: Sequence[str]
    skills: Mapping[str, int]
    person: NDArray[np.int32]
    until: NDArray[np.uint16]
    starts: Mapping[int, Sequence[tuple[int, int, int]]]
    """skill -> (way, first, last) of its postings."""
    open_to: Mapping[str | None, NDArray[np.int32]]

    def scores(self, mass: Mapping[str, float], index: Index, policy: Policy, day: int) -> Vector:
        """The score of everybody for what a role requires, each skill with its mass."""
        total, best = np.zeros(len(self.ids)), np.zeros(len(self.ids))
        for skill, weight in mass.items():
            touched = []
            for value, rows in sorted(self._lists(skill, index, policy, day), key=lambda one: one[0]):
                # Values rise, and nobody stands twice in one list: the best so far is replaced.
                total[rows] += weight * (value - best[rows])
                best[rows] = value
                touched.append(rows)
            for rows in touched:
                best[rows] = 0.0
        needed = sum(mass.values())
        return total / needed if needed else total

    def found_by(self, organization: str | None) -> NDArray[np.bool_]:
        """Whom an organization may find."""
        allowed = np.zeros(len(self.ids), dtype=bool)
        for one in {None, organization}:
            allowed[self.open_to.get(one, np.zeros(0, np.int32))] = True
        return allowed

    def _lists(
        self, skill: str, index: Index, policy: Policy, day: int
    ) -> Iterable[tuple[float, NDArray[np.int32]]]:
        own, *_ = worth = worths(policy)
        for held, kappa in bearing_on(skill, index, policy).items():
            for way, first, last in self.starts.get(self.skills.get(held, -1), ()):
                valid = first + int(np.searchsorted(-self.until[first:last].astype(np.int32), -day, "right"))
                if way == OWN:
                    yield kappa * own, self.person[first:last]
                    continue
                yield kappa * worth[way], self.person[first:valid]
                yield kappa * own, self.person[valid:last]


def bearing_on(required: str, index: Index, policy: Policy) -> dict[str, float]:
    """The skills that bear on one that is required, itself among them, in one step, and κ of each."""
    found = {required: policy.mapping[Relation.SAME]}
    place = index.column.get(required)
    if place is None:
        return found
    for relation in index.links:
        matrix = index.links[_BACK.get(relation, relation)]
        for other in matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]]:
            skill = index.skills[other]
            found[skill] = max(policy.mapping[relation], found.get(skill, 0.0))
    return found


def build_people(
    ids: Sequence[str],
    skills: Mapping[str, int],
    rows: Holdings,
    open_to: Mapping[str | None, NDArray[np.int32]],
) -> People:
    """The postings of holdings; of several that differ in their days alone the longest counts."""
    order = np.lexsort((-rows.until.astype(np.int32), rows.person, rows.way, rows.skill))
    person, skill, way = rows.person[order], rows.skill[order], rows.way[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(person) != 0) | (np.diff(skill) != 0) | (np.diff(way.astype(np.int16)) != 0)
    order, skill, way = order[first], skill[first], way[first]
    by_day = np.lexsort((-rows.until[order].astype(np.int32), way, skill))
    order, skill, way = order[by_day], skill[by_day], way[by_day]
    key = skill.astype(np.int64) * (len(_WAYS) + 1) + way
    edges = np.flatnonzero(np.diff(key, prepend=-1, append=-1)).tolist() if len(key) else []
    starts: dict[int, list[tuple[int, int, int]]] = {}
    for begin, end in pairwise(edges):
        starts.setdefault(int(skill[begin]), []).append((int(way[begin]), begin, end))
    return People(ids, skills, rows.person[order], rows.until[order], starts, open_to)
