"""A plan that is made one credential after the other: a first answer where proof takes too long."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skillsgraph.answers.pathways.admission import Admitted
from skillsgraph.answers.pathways.instance import FULL, HOUR, Constraints, Instance
from skillsgraph.answers.pathways.order import fulfilled
from skillsgraph.answers.pathways.terms import capacity


def greedy(instance: Instance, able: Mapping[str, Admitted], constraints: Constraints) -> list[str] | None:
    """The award with what it needs, then again and again what covers most for its price, with what it needs.

    What is dearer or longer than what is left is passed over. Rules that no option after option fulfils are
    not weighed: whether the choice keeps to them is for the caller to see. None: the award is out of reach.
    """
    basket = _Basket(instance, able, constraints)
    if instance.award is not None and instance.award not in instance.held:
        needed = _with_needs(instance.award, instance, able, basket.have)
        if needed is None or not basket.affords(needed):
            return None
        basket.put(needed)
    # What a bundle is worth falls as others are taken: the best by old figures is reckoned anew.
    waiting = [
        (-basket.worth(needed), name, needed)
        for name in able
        if basket.covered.keys() & instance.courses[name].covers.keys()
        and (needed := _with_needs(name, instance, able, basket.have)) is not None
    ]
    heapq.heapify(waiting)
    while waiting:
        old, name, needed = heapq.heappop(waiting)
        worth = basket.worth(needed)
        if worth and waiting and -worth > waiting[0][0] and -worth != old:
            heapq.heappush(waiting, (-worth, name, needed))
        elif worth and basket.affords(needed):
            basket.put(needed)
    return basket.taken


@dataclass(slots=True)
class _Basket:
    """What has been taken, what that covers, and what is left to spend."""

    instance: Instance
    able: Mapping[str, Admitted]
    constraints: Constraints
    have: set[str] = field(init=False)
    taken: list[str] = field(default_factory=list)
    covered: dict[str, int] = field(init=False)
    weight: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        essential = [one for one in self.instance.wanted if one.essential]
        self.have = set(self.instance.held)
        self.covered = {one.skill: one.base for one in essential}
        self.weight = {one.skill: one.weight for one in essential}

    def _new(self, needed: Sequence[str]) -> list[str]:
        return [one for one in needed if one not in self.have]

    def _price(self, names: Sequence[str]) -> int:
        return sum(self.able[one].price for one in names)

    def _minutes(self, names: Sequence[str]) -> int:
        return sum(self.instance.courses[one].minutes for one in names)

    def affords(self, needed: Sequence[str]) -> bool:
        every, minutes = [*self.taken, *self._new(needed)], capacity(self.constraints)
        budget = self.constraints.budget
        return (budget is None or self._price(every) <= budget) and (
            minutes is None or self._minutes(every) <= minutes
        )

    def worth(self, needed: Sequence[str]) -> float:
        """Coverage for the price, the worth of hours included; 0 when nothing is gained."""
        new = self._new(needed)
        gain = _gain(new, self.instance, self.covered, self.weight)
        hours = self._minutes(new) * self.instance.hour_worth // HOUR
        return gain / (self._price(new) + hours + 1)

    def put(self, needed: Sequence[str]) -> None:
        for one in self._new(needed):
            self.have.add(one)
            self.taken.append(one)
            for skill, value in self.instance.courses[one].covers.items():
                if skill in self.covered:
                    self.covered[skill] = max(self.covered[skill], min(value, FULL))


def _gain(new: list[str], instance: Instance, covered: Mapping[str, int], weight: Mapping[str, int]) -> int:
    best: dict[str, int] = {}
    for name in new:
        for skill, value in instance.courses[name].covers.items():
            if skill in covered and value > max(covered[skill], best.get(skill, 0)):
                best[skill] = value
    return sum((value - covered[skill]) * weight[skill] for skill, value in best.items())


def _with_needs(
    name: str, instance: Instance, able: Mapping[str, Admitted], held: set[str]
) -> list[str] | None:
    """A credential after the cheapest options of its rules, or None when they cannot be fulfilled so."""
    order: list[str] = []
    substitutes = instance.substitutes()

    def take(one: str, path: frozenset[str]) -> bool:
        if one in held or one in order:
            return True
        if one not in able or one in path:
            return False
        course = instance.courses[one]
        for rule in course.rules():
            leaves = sorted(set(rule.leaves()), key=lambda leaf: able[leaf].price if leaf in able else 0)
            for leaf in leaves:
                if fulfilled(rule, held | set(order), instance, substitutes):
                    break
                take(leaf, path | {one})
            if not fulfilled(rule, held | set(order), instance, substitutes):
                return False
        order.append(one)
        return True

    return order if take(name, frozenset()) else None
