"""The order of steps: in CTDL components precede each other, in the catalogue rules of one tree do.

A step that has a place in the order is a rule of its own, whose key is the uri of the step.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from skillsgraph.frameworks.ctdl.graph import Graph
from skillsgraph.model.credentials import Rule, RuleKind

Order = Mapping[str, tuple[str, ...]]  # the uri of a step, and those of the steps that come later


def order_of(graph: Graph, meant: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """What a document says by `precedes` and `precededBy`, of what each of its names means.

    Two components may stand for one course: what is said of either is said of the course.
    """
    found: dict[str, list[str]] = {}
    for node in graph.nodes.values():
        if node.uri is not None:
            step = meant(node.uri)
            found.setdefault(step, []).extend(map(meant, node.refs("precedes")))
            for before in node.refs("precededBy"):
                found.setdefault(meant(before), []).append(step)
    return {before: tuple(dict.fromkeys(after)) for before, after in found.items() if after}


def ordered(rule: Rule, order: Order) -> Rule:
    """(:Rule)-[:PRECEDES]->(:Rule): the rule with those of its options in order that the order knows."""
    there = dict.fromkeys(rule.uris())
    later = {uri: tuple(one for one in order.get(uri, ()) if one in there and one != uri) for uri in there}
    steps = {uri for before, after in later.items() if after for uri in (before, *after)}
    return _wrapped(rule, {uri: later[uri] for uri in there if uri in steps})


def _wrapped(rule: Rule, left: dict[str, tuple[str, ...]]) -> Rule:
    """A step that is an option twice has its place in the order once: two rules cannot have one key."""
    options: list[str | Rule] = []
    for one in rule.options:
        if isinstance(one, Rule):
            options.append(_wrapped(one, left))
        elif one in left:
            options.append(Rule(RuleKind.ALL, (one,), key=one, precedes=left.pop(one)))
        else:
            options.append(one)
    return replace(rule, options=tuple(options))


def pairs_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """Which step comes before which: the uris of both."""
    steps = _steps(rule)
    for uri, keys in steps.values():
        yield from ((uri, steps[key][0]) for key in keys if key in steps)


def unordered(rule: Rule) -> Rule:
    """The same with steps that are no more than a uri as that uri."""
    steps = _steps(rule)
    options = (
        one if isinstance(one, str) else one.options[0] if one.key in steps else unordered(one)
        for one in rule.options
    )
    return replace(rule, options=tuple(options))


def _steps(rule: Rule) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By its key, every rule below that is a step, with its uri and the keys of what comes later."""
    found = {}
    for place, one in rule.walk():
        uri = one.options[0] if one.options else None
        plain = Rule(RuleKind.ALL, one.options, key=one.key, precedes=one.precedes)
        if place and one.key is not None and isinstance(uri, str) and len(one.options) == 1 and one == plain:
            found[one.key] = uri, one.precedes
    return found
