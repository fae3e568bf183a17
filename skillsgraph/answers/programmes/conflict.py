"""Can a programme be completed at all? If not, the smallest set of its rules that conflicts.

Decided by the same integer programme as an audit, of somebody who holds nothing. Where there is no way,
demands are left out one by one for as long as it stays so: what remains conflicts, and each part of it is
needed (deletion filter, Chinneck and Dravnieks 1991).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from skillsgraph.answers.programmes.audit import allocate, prepare
from skillsgraph.answers.programmes.findings import Fault, Finding, place_text
from skillsgraph.answers.programmes.model import Holder, Place, Programme
from skillsgraph.answers.programmes.sentences import brief
from skillsgraph.model.credentials import Rule, RuleKind

_CONDITIONS = ("min_level", "max_level", "theme", "own_only", "cap", "overlap_max", "exclusive_group")
_AMOUNTS = ("min", "max", "share")
_LEAST = 0.01


def completable(programme: Programme, as_of: date) -> Iterator[Finding]:
    """The conflict that makes the award impossible, or else the alternatives that nobody can fulfil."""
    if _reachable(programme, programme.rule, as_of):
        yield from _dead_branches(programme, as_of)
    else:
        yield _named(programme, smallest_conflict(programme, programme.rule, as_of), as_of)


def smallest_conflict(programme: Programme, rule: Rule, as_of: date, place: Place = ()) -> Rule:
    """What remains of a rule of the programme when everything is left out that changes nothing.

    The `text` of each rule in it is the place that it has in the whole.
    """
    rule = _placed(rule, place)
    while smaller := next((one for one in _smaller(rule) if not _reachable(programme, one, as_of)), None):
        rule = smaller
    return rule


def _placed(rule: Rule, place: Place) -> Rule:
    options = tuple(
        _placed(one, (*place, position)) if isinstance(one, Rule) else one
        for position, one in enumerate(rule.options)
    )
    return replace(rule, options=options, text=place_text(place))


def _reachable(programme: Programme, rule: Rule, as_of: date) -> bool:
    return allocate(prepare(replace(programme, rule=rule)), Holder(), as_of=as_of).reachable


def _smaller(rule: Rule) -> Iterator[Rule]:
    """The rule with one demand less: an option of an ALL, a condition, an amount; then the same below."""
    if rule.kind in (RuleKind.ALL, RuleKind.NOT):
        for position in range(len(rule.options)):
            rest = rule.options[:position] + rule.options[position + 1 :]
            if any(isinstance(one, str) or one.options for one in rest):
                yield replace(rule, options=rest)
    amounts = [name for name in _AMOUNTS if getattr(rule, name) is not None]
    for name in (*_CONDITIONS, *(amounts if len(amounts) > 1 else ())):
        if getattr(rule, name) not in (None, False):
            yield _without(rule, name)
    for position, one in enumerate(rule.options):
        if isinstance(one, Rule):
            before, after = rule.options[:position], rule.options[position + 1 :]
            yield from (replace(rule, options=(*before, less, *after)) for less in _smaller(one))


def _without(rule: Rule, name: str) -> Rule:
    nothing: dict[str, Any] = {name: False if name == "own_only" else None}
    return replace(rule, **nothing)


def _named(programme: Programme, core: Rule, as_of: date) -> Finding:
    """The finding for a smallest conflict, under the name of what it rests on."""
    rules = [one for _, one in core.walk()]
    where = rules[-1].text or "completion"
    told = "; ".join(dict.fromkeys(brief(one) for one in rules))
    example = (*dict.fromkeys(core.uris()), *(one.text or "" for one in rules))
    groups = [one.exclusive_group for one in rules if one.exclusive_group]
    if groups:
        message = f"Only one of the group “{groups[0]}” may count, and the award needs more ({told})."
        return Finding(Fault.EXCLUSIVE, where, message, example)
    if any(one.kind is RuleKind.NOT or one.max is not None for one in rules):
        return Finding(Fault.CONTRADICTION, where, f"These cannot hold together: {told}.", example)
    if closed := _closed(programme, core, as_of):
        names = ", ".join(f"“{programme.members[uri].name}”" for uri in closed)
        message = f"It cannot be fulfilled ({told}), because {names} can no longer be earned."
        return Finding(Fault.UNREACHABLE, where, message, example)
    if _is_short(programme, core, as_of):
        return Finding(Fault.CREDITS_SHORT, where, f"The credits cannot add up: {told}.", example)
    return Finding(Fault.UNREACHABLE, where, f"It cannot be fulfilled: {told}.", example)


def _closed(programme: Programme, core: Rule, as_of: date) -> list[str]:
    """The members that can no longer be earned, where it would do if they could."""
    closed = [uri for uri in dict.fromkeys(core.uris()) if uri in programme.members]
    closed = [uri for uri in closed if not programme.members[uri].open]
    opened = {uri: replace(one, open=True) for uri, one in programme.members.items()}
    return closed if closed and _reachable(replace(programme, members=opened), core, as_of) else []


def _is_short(programme: Programme, core: Rule, as_of: date) -> bool:
    """Whether it is amounts that stand in the way: some of what is summed is there, and would be enough."""
    return _reachable(programme, _of_anything(core), as_of)


def _of_anything(rule: Rule) -> Rule:
    """The rule with the least that a sum can ask for."""
    options = tuple(_of_anything(one) if isinstance(one, Rule) else one for one in rule.options)
    least = None if rule.min is None else _LEAST
    return replace(rule, options=options, min=least, share=None if rule.share is None else _LEAST)


def _dead_branches(programme: Programme, as_of: date) -> Iterator[Finding]:
    """Rules among alternatives that nobody can fulfil, though the award can be had without them."""
    for place, one in programme.rule.walk():
        alternatives = one.kind in (RuleKind.ANY, RuleKind.AT_LEAST)
        for position, option in enumerate(one.options if alternatives else ()):
            if isinstance(option, Rule) and option.options and not _reachable(programme, option, as_of):
                here = (*place, position)
                why = _named(programme, smallest_conflict(programme, option, as_of, here), as_of)
                message = f"Nobody can fulfil this alternative: {brief(option)}. {why.message}"
                uris = tuple(dict.fromkeys(option.uris()))
                yield Finding(why.code, place_text(here), message, uris, spared=True)
