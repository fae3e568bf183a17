"""Counting without double counting: a maximum flow from what is held to the rules that ask for some of it.

Every rule that asks for k of its options is a node that takes k; each credential gives one. A flow grows by
augmenting paths, which move what counts already but never drop it (Ford and Fulkerson 1956). What can be
filled is a matroid, so that taking what is held first and then what is cheapest gives the most that is held
and the least that is missing (Edmonds and Fulkerson 1965, transversals and matroid partition).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillsgraph.answers.programmes.model import Place
from skillsgraph.answers.programmes.stages import Stage
from skillsgraph.model.credentials import Rule, RuleKind

_LIMITS = ("cap", "overlap_max", "exclusive_group")


@dataclass(frozen=True, slots=True)
class Room:
    """How many of a rule's options must count at each place. `whole`: and nothing else is asked."""

    places: Mapping[Place, int]
    whole: bool


def room_of(rule: Rule, options: frozenset[str]) -> Room | None:
    """What a rule asks to be counted, its sums and limits left out; None where it is more than counting.

    `options` are the uris that are credentials; a skill or job role among them is more than counting.
    """
    if rule.kind is not RuleKind.ALL:
        found = room_of(Rule(RuleKind.ALL, (rule,)), options)
        if found is None:
            return None
        return Room({place[1:]: number for place, number in found.places.items() if place}, found.whole)
    places: dict[Place, int] = {(): sum(not isinstance(one, Rule) for one in rule.options)}
    whole = True
    for place, one in rule.walk():
        whole = whole and not any(getattr(one, name) is not None for name in _LIMITS)
        if not place:
            continue
        if len(place) > 1 or isinstance(one, Stage):
            return None
        if one.kind in (RuleKind.CREDITS, RuleKind.NOT):
            # A sum over what counts around it, and what must not be held, take no place themselves.
            if one.kind is RuleKind.CREDITS and one.options:
                return None
            whole = False
            continue
        places[place] = _number(one)
    named = {one for place in places for one in _at(rule, place).options if not isinstance(one, Rule)}
    return Room(places, whole) if named <= options else None


def _at(rule: Rule, place: Place) -> Rule:
    nested = rule.options[place[0]] if place else rule
    return nested if isinstance(nested, Rule) else rule


def _number(rule: Rule) -> int:
    match rule.kind:
        case RuleKind.ALL:
            return len(rule.options)
        case RuleKind.AT_LEAST:
            return rule.count or 0
    return 1


def fill(
    wishes: Sequence[tuple[str, Sequence[Place]]], room: Mapping[Place, int], fixed: Mapping[str, Place]
) -> dict[str, Place]:
    """Each key's place, filled in the order of `wishes`: an earlier key never gives way to a later one.

    `fixed` are the places taken before; they may be moved as well, and are in the answer.
    """
    taken = dict(fixed)
    may = dict(wishes)
    # In the order in which they came, so that the same holdings are always counted alike.
    inside: dict[Place, dict[str, None]] = {place: {} for place in room}
    for key, place in taken.items():
        inside[place][key] = None
    full: set[Place] = set()
    for key, _ in wishes:
        if key not in taken:
            _augment(key, may, room, taken, inside, full)
    return taken


def _augment(
    key: str,
    may: Mapping[str, Sequence[Place]],
    room: Mapping[Place, int],
    taken: dict[str, Place],
    inside: dict[Place, dict[str, None]],
    full: set[Place],
) -> None:
    """Find a place for a key by moving others along a path, breadth first.

    From the places of a search in vain no path leads to room, now or later: they are `full` from then on.
    """
    came: dict[Place, tuple[str, Place | None]] = {}
    waiting: list[Place | None] = [None]
    for place in waiting:
        for other in (key,) if place is None else inside[place]:
            for further in may[other]:
                if further in came or further in full or not room[further]:
                    continue
                came[further] = (other, place)
                if len(inside[further]) < room[further]:
                    _move(further, came, taken, inside)
                    return
                waiting.append(further)
    full.update(came)


def _move(
    place: Place | None,
    came: Mapping[Place, tuple[str, Place | None]],
    taken: dict[str, Place],
    inside: dict[Place, dict[str, None]],
) -> None:
    while place is not None:
        key, before = came[place]
        if before is not None:
            del inside[before][key]
        taken[key] = place
        inside[place][key] = None
        place = before
