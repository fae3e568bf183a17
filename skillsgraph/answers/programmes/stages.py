"""Pathways among the options of a rule: nothing is awarded for one, so its rule stands in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from skillsgraph.answers.programmes.model import Place
from skillsgraph.model.credentials import Rule


@dataclass(frozen=True, slots=True)
class Stage(Rule):
    """The completion rule of a pathway where it is named. What counts in it may count outside of it too."""


def with_stages(rule: Rule, pathways: Mapping[str, Rule], inside: frozenset[str] = frozenset()) -> Rule:
    """The rule with the pathways' own rules for their names; one that leads back to itself stays a name."""

    def option(one: str | Rule) -> str | Rule:
        if isinstance(one, Rule):
            return with_stages(one, pathways, inside)
        if one not in pathways or one in inside:
            return one
        whole = with_stages(pathways[one], pathways, inside | {one})
        return Stage(**{each.name: getattr(whole, each.name) for each in fields(Rule)})

    return replace(rule, options=tuple(option(one) for one in rule.options))


def scope_of(place: Place, rules: Mapping[Place, Rule]) -> Place:
    """The stage in which a rule stands, () outside of any: each credential counts once within it."""
    return next(
        (
            place[:length]
            for length in range(len(place), 0, -1)
            if isinstance(rules.get(place[:length]), Stage)
        ),
        (),
    )
