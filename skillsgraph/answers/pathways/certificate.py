"""Whether an allocation fulfils a rule, by code that had no part in finding it."""

from collections.abc import Sequence, Set
from dataclasses import replace

from skillsgraph.answers.pathways.exact import Exact
from skillsgraph.answers.programmes.judge import states, within_limits
from skillsgraph.answers.programmes.model import Counted, Item, Place
from skillsgraph.answers.programmes.stages import scope_of
from skillsgraph.model.credentials import Rule, RuleKind


def certified(exact: Exact, have: Set[str]) -> bool:
    """Whether what is held and these credentials fulfil a rule, with an allocation that stands up."""
    counted = exact.allocation(have)
    return counted is not None and stands(exact, have, counted)


def stands(exact: Exact, have: Set[str], counted: Sequence[Counted]) -> bool:
    """Each item is there, named, welcome, and counted once; no limit is passed; the rule is fulfilled."""
    rules = dict(exact.programme.rule.walk())
    scopes = [(one.item.uri or one.item.key, scope_of(one.place, rules)) for one in counted]
    if len(set(scopes)) < len(scopes) or not all(_fair(exact, have, one, rules) for one in counted):
        return False

    def also(item: Item) -> bool:
        return not have.isdisjoint(exact.others.get(item.uri or "", ()))

    if not within_limits(rules, counted, also):
        return False
    there = [one.item for one in counted if one.item.new]
    taught = {uri for uri, able in exact.teachers.items() if not have.isdisjoint(able)}
    earned = [
        Item(f"earned {uri}", uri, uri, new=True)
        for uri, identifier in exact.ids.items()
        if identifier in have and all(one.uri != uri for one in there)
    ]
    holder = replace(
        exact.holder, items=(*exact.holder.items, *there, *earned), skills=exact.holder.skills | taught
    )
    return states(rules, exact.programme, counted, holder, exact.as_of)[0].fulfilled


def _fair(exact: Exact, have: Set[str], one: Counted, rules: dict[Place, Rule]) -> bool:
    """Whether an item is there, the rule names it, and all rules around it let it in."""
    item, rule = one.item, rules[one.place]
    there = exact.ids.get(item.uri or "") in have if item.new else item in exact.holder.items
    named = item.uri in rule.options if item.uri is not None else item.rule == rule.key
    around = [rules[one.place[:length]] for length in range(len(one.place) + 1)]
    return there and named and not item.revoked and all(_welcome(exact, item, each) for each in around)


def _welcome(exact: Exact, item: Item, rule: Rule) -> bool:
    if rule.kind is RuleKind.NOT:
        return False
    if item.uri is None:
        return True
    low, high, level = rule.min_level or 0, rule.max_level, item.level
    fine = (level or 0) >= low and (high is None or (level is not None and level <= high))
    fine = fine and (rule.theme is None or rule.theme in item.skills)
    fine = fine and (not rule.own_only or item.issuer == exact.programme.issuer)
    graded = (
        item.new or rule.min_result is None or (item.result is not None and item.result >= rule.min_result)
    )
    return fine and graded
