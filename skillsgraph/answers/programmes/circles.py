"""Rules that lead back to themselves."""

from collections.abc import Iterator, Mapping

from skillsgraph.answers.programmes.findings import Fault, Finding
from skillsgraph.answers.programmes.load import Loaded
from skillsgraph.answers.programmes.rules import Rules
from skillsgraph.model.credentials import Rule, RuleKind


def cycles(loaded: Loaded) -> Iterator[Finding]:
    """Credentials that can only be had by having them: the shortest way back to each start."""
    rules = {**loaded.members_rules, loaded.programme.uri: loaded.rules}
    below = {uri: _asked(one, loaded if uri == loaded.programme.uri else None) for uri, one in rules.items()}
    seen: set[frozenset[str]] = set()
    for start in sorted(below):
        circle = _way_back(start, below)
        if circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            names = " → ".join(f"“{_name(loaded, uri)}”" for uri in (*circle, start))
            field = "completion" if loaded.programme.uri in circle else "members"
            yield Finding(
                Fault.CYCLE, field, f"These ask for each other in a circle: {names}.", tuple(circle)
            )


def _asked(rules: Rules, loaded: Loaded | None) -> set[str]:
    """What a credential asks for; things taken at the same time are no circle."""
    completion = loaded.programme.rule if loaded else rules.completion
    return {
        option
        for rule in (completion, rules.entry)
        if rule is not None
        for place, one in rule.walk()
        if one.kind is not RuleKind.NOT and not one.concurrent and len(place) < 20
        for option in one.options
        if not isinstance(option, Rule)
    }


def _way_back(start: str, below: Mapping[str, set[str]]) -> list[str] | None:
    """The shortest way from a credential back to itself, breadth first."""
    came: dict[str, str] = {}
    waiting = [start]
    for uri in waiting:
        for other in sorted(below.get(uri, ())):
            if other == start:
                way = [uri]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if other not in came:
                came[other] = uri
                waiting.append(other)
    return None


def order_cycles(rule: Rule) -> Iterator[Finding]:
    """PRECEDES that leads back to itself."""
    later = {one.key: set(one.precedes) for _, one in rule.walk() if one.key is not None}
    seen: set[frozenset[str]] = set()
    for key in sorted(later):
        circle = _way_back(key, later)
        if circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            told = " before ".join((*circle, key))
            yield Finding(Fault.ORDER_CYCLE, "completion", f"The order is a circle: {told}.", tuple(circle))


def _name(loaded: Loaded, uri: str) -> str:
    return str(loaded.facts[uri]["node"]["name"]) if uri in loaded.facts else uri
