"""Postings of what people hold, to find those who fit a job role among a million. Pure.

What everybody holds stands side by side for each person and for each skill, with the way in which it is
vouched for and the last day on which it is valid. With v what a way is worth by the policy,

    q(s) = max over skills h that bear on s, and ways v, of  κ(h → s) · v
    score = Σ mass(s)·q(s) / Σ mass(s)

Levels are left out, so that a score here is never below the exact one: who is exactly scored down to this
bound has been ranked exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

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
_ALIKE = 1e-6
"""Scores that differ by less are taken as equal."""
_AT_ONCE = 1_024
_UNSEEN = 0.1
"""Reading on until what is not read can add but a little costs less than to score more people."""
_SHORT = 1 << 16
_BACK = {Relation.NARROWER: Relation.BROADER, Relation.BROADER: Relation.NARROWER}


def way_of(verification: str, assurance: str | None) -> int:
    """The number of a way of vouching; an assurance of None is attendance."""
    return _WAYS.get((Vouching(verification), str(assurance or ATTENDANCE)), OWN)


def worths(policy: Policy) -> list[float]:
    """What each way is worth at most, by its number: what expired counts as its holder's word."""
    own = policy.authenticity[Vouching.SELF_ASSERTED]
    least = own if policy.own_word_is_least else 0.0
    backed = (policy.authenticity[who] * policy.assurance.get(how, 0.0) for who, how in _WAYS)
    return [own, *(max(least, one) for one in backed)]


@dataclass(frozen=True, slots=True)
class Holdings:
    """One row for each thing that speaks for a skill of somebody: places of both, way, last valid day."""

    person: NDArray[np.int32]
    skill: NDArray[np.int32]
    way: NDArray[np.uint8]
    until: NDArray[np.uint16]

    def at(self, places: NDArray[np.intp]) -> "Holdings":
        """The rows in some places."""
        return Holdings(self.person[places], self.skill[places], self.way[places], self.until[places])


@dataclass(frozen=True, slots=True)
class Need:
    """What a job role requires, as the postings see it: the skills that people hold and that bear on it.

    `kappa` has a row for each of these and a column for each requirement, `mass` what the latter weigh,
    and `worth` what each way of vouching is worth, for what is valid on the day.
    """

    held: NDArray[np.int64]
    kappa: NDArray[np.float64]
    mass: Vector
    worth: Vector
    day: int

    def worth_of(self, way: NDArray[np.uint8], until: NDArray[np.uint16]) -> Vector:
        """What holdings are worth: what has expired is its holder's word."""
        return np.where(until >= self.day, self.worth[way], self.worth[OWN])


@dataclass(frozen=True, slots=True)
class People:
    """The postings: the same rows side by side for each person, and for each skill.

    `open_to` are the people whom an organization may find, or (None) everybody may.
    """

    ids: Sequence[str]
    skills: Mapping[str, int]
    of_person: Holdings
    person_starts: NDArray[np.int64]
    of_skill: Holdings
    skill_starts: NDArray[np.int64]
    open_to: Mapping[str | None, NDArray[np.int32]]

    def best(
        self,
        mass: Mapping[str, float],
        index: Index,
        policy: Policy,
        day: int,
        *,
        most: int,
        allowed: NDArray[np.bool_],
    ) -> tuple[NDArray[np.intp], Vector]:
        """Those allowed who score highest for what a role requires, `most` of them and who equals the last.

        Skills are read that give most for the least reading: the rare ones. `seen` adds up what they give,
        too much where several bear on one requirement and never too little; `rest` is the most that the
        skills not yet read can add. Once that is less than the score of the last of the best so far, nobody
        unseen can be among them, and only who can still get there with both is scored.
        """
        need = self._need(mass, index, policy, day)
        if not need.held.size:
            return np.zeros(0, np.intp), np.zeros(0)
        rest = _rests(need)
        half = int(np.argmax(rest <= rest[0] / 2))
        seen = self._seen(need, 0, half)
        top = _highest(np.where(allowed, seen, 0.0), most)
        least = float(self._scores(need, top).min()) if len(top) >= most else 0.0
        enough = least * _UNSEEN
        end = int(np.argmax(rest < enough)) if rest[-1] < enough else len(rest) - 1
        if end > half:
            seen += self._seen(need, half, end)
        places = np.flatnonzero(allowed & (seen > 0) & (seen + rest[end] >= least - _ALIKE))
        places = places[np.argsort(-seen[places], kind="stable")]
        found, scores = self._from_the_top(need, places, seen[places] + rest[end], most)
        return found, scores / need.mass.sum()

    def found_by(self, organization: str | None) -> NDArray[np.bool_]:
        """Whom an organization may find."""
        allowed = np.zeros(len(self.ids), dtype=bool)
        for one in {None, organization}:
            allowed[self.open_to.get(one, np.zeros(0, np.int32))] = True
        return allowed

    def _need(self, mass: Mapping[str, float], index: Index, policy: Policy, day: int) -> Need:
        """The skills that bear on a role, in the order in which they are read."""
        pairs = [
            (self.skills[held], place, kappa)
            for place, skill in enumerate(mass)
            for held, kappa in bearing_on(skill, index, policy).items()
            if held in self.skills
        ]
        held = np.unique(np.fromiter((one for one, _, _ in pairs), np.int64, len(pairs)))
        kappa = np.zeros((len(held), len(mass)))
        for one, place, value in pairs:
            kappa[np.searchsorted(held, one), place] = value
        masses = np.fromiter(mass.values(), float, len(mass))
        lengths = self.skill_starts[held + 1] - self.skill_starts[held]
        order = np.argsort(-(kappa @ masses) / (lengths + 1), kind="stable")
        return Need(held[order], kappa[order], masses, np.array(worths(policy)), day)

    def _seen(self, need: Need, first: int, last: int) -> Vector:
        """At least what each person has by some of the skills."""
        spans = [slice(self.skill_starts[one], self.skill_starts[one + 1]) for one in need.held[first:last]]
        gives = need.kappa[first:last] @ need.mass
        rows = self.of_skill
        values = [
            need.worth_of(rows.way[span], rows.until[span]) * give
            for span, give in zip(spans, gives, strict=True)
        ]
        if not spans:
            return np.zeros(len(self.ids))
        people = np.concatenate([rows.person[span] for span in spans])
        return np.bincount(people, np.concatenate(values), len(self.ids)).astype(float)

    def _scores(self, need: Need, people: NDArray[np.intp]) -> Vector:
        """The mass that people have: for each requirement the best of what they hold."""
        begin = self.person_starts[people]
        lengths = self.person_starts[people + 1] - begin
        who = np.repeat(np.arange(len(people)), lengths)
        rows = _spread(begin, lengths)
        place = np.full(len(self.skill_starts), -1, np.int32)
        place[need.held] = np.arange(len(need.held))
        bearing = place[self.of_person.skill[rows]]
        bears = bearing >= 0
        who, rows, bearing = who[bears], rows[bears], bearing[bears]
        worth = need.worth_of(self.of_person.way[rows], self.of_person.until[rows])
        # Each holding with each requirement that it bears on.
        rows_of, places = np.nonzero(need.kappa)
        starts = np.searchsorted(rows_of, np.arange(len(need.held) + 1))
        many = np.diff(starts)[bearing]
        pair = _spread(starts[bearing], many)
        best = np.zeros((len(people), len(need.mass)))
        cells = np.repeat(who, many) * len(need.mass) + places[pair]
        np.maximum.at(best.reshape(-1), cells, need.kappa[rows_of, places][pair] * np.repeat(worth, many))
        return np.asarray(best @ need.mass)

    def _from_the_top(
        self, need: Need, places: NDArray[np.intp], bounds: Vector, most: int
    ) -> tuple[NDArray[np.intp], Vector]:
        """Scores of people by falling bounds, until nobody further can be among the best."""
        found, least = np.zeros(0), 0.0
        for begin in range(0, len(places), _AT_ONCE):
            if bounds[begin] < least - _ALIKE:
                break
            found = np.concatenate([found, self._scores(need, places[begin : begin + _AT_ONCE])])
            if len(found) > most:
                least = float(np.partition(found, -most)[-most])
        enough = np.flatnonzero((found > 0) & (found >= least - _ALIKE))
        return places[enough], found[enough]


def _rests(need: Need) -> Vector:
    """The most that anybody can have by the skills from each place of the reading order on; at last none."""
    ahead = np.maximum.accumulate(need.kappa[::-1], axis=0)[::-1]
    return np.append(ahead @ need.mass * need.worth.max(), 0.0)


def _spread(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of spans one after the other."""
    return np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)


def _highest(values: Vector, many: int) -> NDArray[np.intp]:
    """The places of the highest positive values."""
    places = np.flatnonzero(values > 0)
    if len(places) <= many:
        return places
    return places[np.argpartition(-values[places], many)[:many]]


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
    """The postings of holdings, in whatever order these come."""
    of_person = rows.at(np.argsort(rows.person, kind="stable"))
    # Skills are fewer than 65,536 in all but the largest of graphs, and so short keys are sorted by radix.
    short = of_person.skill.astype(np.uint16) if len(skills) < _SHORT else of_person.skill
    of_skill = of_person.at(np.argsort(short, kind="stable"))
    return People(
        ids=ids,
        skills=skills,
        of_person=of_person,
        person_starts=np.searchsorted(of_person.person, np.arange(len(ids) + 1)),
        of_skill=of_skill,
        skill_starts=np.searchsorted(of_skill.skill, np.arange(len(skills) + 1)),
        open_to=open_to,
    )
