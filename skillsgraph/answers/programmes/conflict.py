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


def completable(programme: Programme, as_of: date) -> Iterator[Finding]:
    """The conflict that makes the award impossible, or else the alternatives that nobody can fulfil."""
    if _reachable(programme, programme.rule, as_of):
        yield from _dead_branches(programme, as_of)
    else:
        yield _named(programme, smallest_conflict(programme, as_of))


def smallest_conflict(programme: Programme, as_of: date) -> Rule:
    """What remains of the rule when everything is left out that changes nothing.

    The `text` of each rule in it is the place that it has in the whole.
    """
    rule = _placed(programme.rule, ())
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


def _named(programme: Programme, core: Rule) -> Finding:
    """The finding for a smallest conflict, under the name of what it rests on."""
    rules = [one for _, one in core.walk()]
    where = rules[-1].text or "completion"
    told = "; ".join(dict.fromkeys(brief(one) for one in rules))
    example = (*dict.fromkeys(core.uris()), *(one.text or "" for one in rules))
    closed = [uri for uri in core.uris() if uri in programme.members and not programme.members[uri].open]
    groups = [one.exclusive_group for one in rules if one.exclusive_group]
    if groups:
        message = f"Only one of the group “{groups[0]}” may count, and the award needs more ({told})."
        return Finding(Fault.EXCLUSIVE, where, message, example)
    if any(one.kind is RuleKind.NOT or one.max is not None for one in rules):
        return Finding(Fault.CONTRADICTION, where, f"These cannot hold together: {told}.", example)
    if closed:
        names = ", ".join(f"“{programme.members[uri].name}”" for uri in dict.fromkeys(closed))
        message = f"It cannot be fulfilled ({told}), because {names} can no longer be earned."
        return Finding(Fault.UNREACHABLE, where, message, example)
    if any(one.kind is RuleKind.CREDITS for one in rules):
        return Finding(Fault.CREDITS_SHORT, where, f"The credits cannot add up: {told}.", example)
    return Finding(Fault.UNREACHABLE, where, f"It cannot be fulfilled: {told}.", example)


def _dead_branches(programme: Programme, as_of: date) -> Iterator[Finding]:
    """Rules among alternatives that nobody can fulfil, though the award can be had without them."""
    for place, one in programme.rule.walk():
        alternatives = one.kind in (RuleKind.ANY, RuleKind.AT_LEAST)
        for position, option in enumerate(one.options if alternatives else ()):
            if isinstance(option, Rule) and option.options and not _reachable(programme, option, as_of):
                message = f"Nobody can fulfil this alternative: {brief(option)}."
                where = place_text((*place, position))
                yield Finding(Fault.UNREACHABLE, where, message, tuple(dict.fromkeys(option.uris())))
