"""How far is this person in this programme? What counts where, what does not and why, what is missing.

    prepared = prepare(programme)
    progress = audit(prepared, holder, as_of=today)

Pure counting is solved as a flow, everything else as an integer programme; both give a way to the award with
the fewest further credentials, and of those the one with the fewest hours, and what is held counts on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from skillsgraph.answers.programmes import flow, judge
from skillsgraph.answers.programmes.eligible import counting, fitness, places_of, rules_of, unfit
from skillsgraph.answers.programmes.integer import Audit
from skillsgraph.answers.programmes.model import (
    Allocation,
    Counted,
    Holder,
    Item,
    Place,
    Programme,
    Progress,
    Reason,
    Step,
)
from skillsgraph.answers.programmes.sentences import words
from skillsgraph.model.credentials import Rule

SECONDS = 2.0
HOURS_A_WEEK = 10.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an audit needs of a programme, whoever is audited."""

    programme: Programme
    rules: Mapping[Place, Rule]
    named: Mapping[str, tuple[Place, ...]]
    candidates: tuple[tuple[Item, tuple[Place, ...]], ...]
    room: flow.Room | None


def prepare(programme: Programme) -> Prepared:
    """Index a programme once for many audits."""
    rules = rules_of(programme.rule)
    named: dict[str, list[Place]] = defaultdict(list)
    for place in counting(rules):
        for option in rules[place].options:
            if not isinstance(option, Rule):
                named[option].append(place)
    fresh = [_candidate(programme, uri) for uri in named if uri in programme.members]
    candidates = [
        (item, tuple(places_of(item, programme, rules, named[item.uri or ""], date.max)[0]))
        for item in fresh
        if programme.members[item.uri or ""].open
    ]
    candidates.sort(key=lambda one: (one[0].hours or 0, one[0].key))
    return Prepared(
        programme,
        rules,
        {uri: tuple(places) for uri, places in named.items()},
        tuple(one for one in candidates if one[1]),
        flow.room_of(programme.rule, frozenset(programme.members)),
    )


def _candidate(programme: Programme, uri: str) -> Item:
    member = programme.members[uri]
    return Item(
        key=f"new {uri}",
        uri=uri,
        name=member.name,
        credits=member.credits,
        unit=member.unit,
        level=member.level,
        issuer=member.issuer,
        skills=member.skills,
        hours=member.hours,
        new=True,
    )


def audit(
    prepared: Prepared,
    holder: Holder,
    *,
    as_of: date,
    seconds: float = SECONDS,
    hours_a_week: float = HOURS_A_WEEK,
) -> Progress:
    """The progress of one person on a day; hours a week say what expires before the rest can be done."""
    refused, allowed = allowed_places(prepared, holder, as_of)
    allocation = _allocate(prepared, holder, allowed, as_of, seconds)
    return _progress(prepared, holder, allocation, refused, as_of, hours_a_week)


def allocate(prepared: Prepared, holder: Holder, *, as_of: date, seconds: float = SECONDS) -> Allocation:
    """Only what counts where, without the explanations."""
    return _allocate(prepared, holder, allowed_places(prepared, holder, as_of)[1], as_of, seconds)


def allowed_places(
    prepared: Prepared, holder: Holder, as_of: date
) -> tuple[dict[str, Reason], dict[str, tuple[Place, ...]]]:
    """item key -> why it can count nowhere, and item key -> where it can, members still to be earned too."""
    programme, rules = prepared.programme, prepared.rules
    held = frozenset(one.uri for one in holder.items if one.uri and not fitness(one, as_of, frozenset(), {}))
    shut = {place for place in rules if rules[place].key in holder.waived and rules[place].key is not None}
    refused: dict[str, Reason] = {}
    allowed: dict[str, tuple[Place, ...]] = {}
    for item in holder.items:
        why = fitness(item, as_of, held, programme.members)
        if why is not None:
            refused[item.key] = why
            continue
        named = prepared.named.get(item.uri, ()) if item.uri is not None else _keyed(item, rules)
        found, reason = places_of(item, programme, rules, named, as_of)
        open_ = tuple(place for place in found if not _below(place, shut))
        allowed[item.key] = open_
        if not open_:
            refused[item.key] = Reason.NOT_NEEDED if found else reason
    for item, places in prepared.candidates:
        allowed[item.key] = tuple(place for place in places if not _below(place, shut)) if shut else places
    return refused, allowed


def _keyed(item: Item, rules: Mapping[Place, Rule]) -> Sequence[Place]:
    return [place for place, rule in rules.items() if rule.key is not None and rule.key == item.rule]


def _below(place: Place, shut: set[Place]) -> bool:
    return any(place[:length] in shut for length in range(len(place) + 1)) if shut else False


def _allocate(
    prepared: Prepared, holder: Holder, allowed: Mapping[str, Sequence[Place]], as_of: date, seconds: float
) -> Allocation:
    quick = None if holder.waived else _by_flow(prepared, holder, allowed, as_of)
    if quick is not None:
        return quick
    items = [one for one in (*holder.items, *(one for one, _ in prepared.candidates)) if allowed.get(one.key)]
    programme = prepared.programme
    # A NOT looks at everything that is held, also at what counts nowhere.
    seen = [one for one in holder.items if not allowed.get(one.key) and one.uri in programme.members]
    seen = [one for one in seen if not fitness(one, as_of, frozenset(), {})]
    work = Audit(
        prepared.rules,
        [*items, *seen],
        {one.key: allowed.get(one.key, ()) for one in (*items, *seen)},
        holder,
        lambda item, rule: unfit(item, rule, programme, as_of) is None,
        frozenset(programme.members),
    )
    work.build()
    return work.solve(seconds)


def _by_flow(
    prepared: Prepared, holder: Holder, allowed: Mapping[str, Sequence[Place]], as_of: date
) -> Allocation | None:
    """The allocation where rules count, and each credential held may count wherever it is named.

    Sums and limits beside are left out at first: what is best without them, and keeps to them, is the best.
    """
    if prepared.room is None:
        return None
    room = prepared.room.places
    by_uri: dict[str, Item] = {}
    for item in holder.items:
        if not allowed.get(item.key):
            continue
        if (
            item.uri is None
            or item.uri in by_uri
            or item.award is not None
            or len(allowed[item.key]) != len(prepared.named[item.uri])
        ):
            return None
        by_uri[item.uri] = item
    held = [(one.key, allowed[one.key]) for one in by_uri.values()]
    fresh = [(one.key, places) for one, places in prepared.candidates if one.uri not in by_uri]
    # What is held may have been named where a candidate is not: both are looked up by key.
    taken = flow.fill(held, room, {})
    taken = flow.fill([*held, *fresh], room, taken) if len(taken) < sum(room.values()) else taken
    items = {one.key: one for one in by_uri.values()} | {one.key: one for one, _ in prepared.candidates}
    counted = tuple(Counted(items[key], place) for key, place in taken.items())
    reachable = len(taken) == sum(room.values())
    if not prepared.room.whole and not (reachable and _keeps(prepared, holder, counted, as_of)):
        return None
    return Allocation(counted, (), reachable)


def _keeps(prepared: Prepared, holder: Holder, counted: Sequence[Counted], as_of: date) -> bool:
    """Whether an allocation keeps to the sums and limits that it was made without."""
    if not judge.within_limits(prepared.rules, counted):
        return False
    fresh = tuple(one.item for one in counted if one.item.new)
    then = replace(holder, items=(*holder.items, *fresh))
    return judge.states(prepared.rules, prepared.programme, counted, then, as_of)[0].fulfilled


def _progress(
    prepared: Prepared,
    holder: Holder,
    allocation: Allocation,
    refused: Mapping[str, Reason],
    as_of: date,
    hours_a_week: float,
) -> Progress:
    programme = prepared.programme
    held = tuple(one for one in allocation.counted if not one.item.new)
    states = judge.states(prepared.rules, programme, held, holder, as_of)
    complete = states[0].fulfilled
    missing = () if complete else _missing(programme, allocation)
    hours = [one.hours for one in missing]
    hours_left = None if any(one is None for one in hours) else sum(one or 0 for one in hours)
    end = as_of + timedelta(weeks=min((hours_left or 0) / hours_a_week, 5200))
    expiring = tuple(one for one in held if one.item.valid_until and one.item.valid_until < end)
    used = len({one.item.key for one in held})
    done = used / (used + len(missing)) if held or missing else 1.0
    return Progress(
        programme=programme,
        complete=complete,
        reachable=allocation.reachable,
        proven=allocation.proven,
        states=states,
        not_counted=judge.not_counted(prepared.rules, programme, held, holder, refused),
        missing=missing,
        recognised=tuple(one for one in held if one.item.recognition is not None),
        expiring=expiring,
        share=1.0 if complete else round(done, 6),
        hours_left=hours_left,
        explanation=_told(programme, complete, allocation, used, missing),
    )


def _missing(programme: Programme, allocation: Allocation) -> tuple[Step, ...]:
    # In several stages it counts several times, and is earned once.
    fresh = {one.item.key: one for one in reversed(allocation.counted) if one.item.new}
    steps = [
        Step(one.item.uri or "", one.item.name, one.place, one.item.credits, one.item.unit, one.item.hours)
        for one in reversed(fresh.values())
    ]
    steps += [Step(uri, programme.name_of(uri), None, None, None, None) for uri in allocation.wanted]
    return tuple(steps)


def _told(
    programme: Programme, complete: bool, allocation: Allocation, held: int, missing: Sequence[Step]
) -> str:
    counted = f"{words(held)} credential{'' if held == 1 else 's'} held count"
    if complete:
        return f"“{programme.name}” is complete: {counted}."
    if not allocation.reachable:
        unsure = "" if allocation.proven else " was found in the time given"
        return f"No way to complete “{programme.name}”{unsure or ' exists with what can be earned now'}."
    names = ", ".join(f"“{one.name}”" for one in missing[:5]) + (" and more" if len(missing) > 5 else "")
    return f"Towards “{programme.name}”, {counted}; still missing on a shortest way: {names}."
