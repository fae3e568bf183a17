"""A plan that is made one credential after the other: a first answer where proof takes too long."""

from collections.abc import Mapping

from skillsgraph.answers.pathways.admission import Admitted
from skillsgraph.answers.pathways.instance import FULL, Instance
from skillsgraph.answers.pathways.order import fulfilled


def greedy(instance: Instance, able: Mapping[str, Admitted], most: int = 1000) -> list[str]:
    """Again and again the credential that covers most for its price, with what its rules still ask for.

    Limits of the caller are not weighed, nor rules that no option after option fulfils: what comes of it is
    what the search for the best is measured against.
    """
    covered = {one.skill: one.base for one in instance.wanted if one.essential}
    weight = {one.skill: one.weight for one in instance.wanted}
    have, taken = set(instance.held), list[str]()
    bundles = {
        name: needed
        for name in able
        if covered.keys() & instance.courses[name].covers.keys()
        and (needed := _with_needs(name, instance, able, have)) is not None
    }
    while len(taken) < most:
        best, worth = None, 0.0
        for needed in bundles.values():
            new = [one for one in needed if one not in have]
            gain = _gain(new, instance, covered, weight)
            price = sum(able[one].price for one in new)
            if gain and (score := gain / (price + 1)) > worth:
                best, worth = new, score
        if best is None:
            break
        for one in best:
            have.add(one)
            taken.append(one)
            for skill, value in instance.courses[one].covers.items():
                if skill in covered:
                    covered[skill] = max(covered[skill], min(value, FULL))
    return taken


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
        for rule in (course.entry, course.completion):
            leaves = sorted(
                set(rule.leaves()) if rule else (), key=lambda leaf: able[leaf].price if leaf in able else 0
            )
            for leaf in leaves:
                if rule is None or fulfilled(rule, held | set(order), instance, substitutes):
                    break
                take(leaf, path | {one})
            if rule is not None and not fulfilled(rule, held | set(order), instance, substitutes):
                return False
        order.append(one)
        return True

    return order if take(name, frozenset()) else None
