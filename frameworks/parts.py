"""A part of a framework: what stands below some concepts, or just these, with the associations among them."""

from collections.abc import Collection as Some
from collections.abc import Iterable

from skillsgraph.errors import NotFound
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.frameworks import (
    AtLevel,
    Broader,
    Collection,
    Contains,
    Framework,
    Item,
    JobRole,
    Match,
    Rates,
    Related,
    ReplacedBy,
    Requires,
    Skill,
    Term,
    Text,
)


def part_of(content: Content, branches: Some[str], only: Some[str]) -> tuple[Content, tuple[str, ...]]:
    """The part, and what of it leads to what was not chosen, each with its number.

    `branches` are uris of concepts that are chosen with all below them, `only` those of single ones.

    Raises:
        NotFound: One of them is not a concept of the framework.
    """
    concepts = {*content.skills, *content.job_roles}
    if missing := sorted({*branches, *only} - concepts):
        raise NotFound(f"{content.framework.name} has no concept {missing[0]!r}.", hint="Name it by its uri.")
    chosen = {*only, *_below(content, branches)}
    kept = [one for one in content.items() if _is_within(one, chosen)]
    collected = {one.collection for one in kept if isinstance(one, Contains)}
    kept = [one for one in kept if not isinstance(one, Collection) or one.uri in collected]
    return Content(content.framework, kept), _cut(content, chosen)


def _below(content: Content, branches: Iterable[str]) -> set[str]:
    narrower: dict[str, list[str]] = {}
    for one in content.of(Broader):
        narrower.setdefault(one.broader, []).append(one.narrower)
    found: set[str] = set()
    waiting = [*branches]
    while waiting:
        uri = waiting.pop()
        if uri not in found:
            found.add(uri)
            waiting += narrower.get(uri, ())
    return found


def _ends(item: Item | Framework) -> tuple[str | None, ...]:
    """The concepts of the framework that an item is about."""
    match item:
        case Skill() | JobRole():
            return (item.uri,)
        case Term() | Text() | Contains() | AtLevel():
            return (item.concept,)
        case Broader():
            return (item.narrower, item.broader)
        case Related():
            return (item.skill, item.other)
        case Requires() | Rates():
            return (item.job_role, item.skill)
        case ReplacedBy():
            return (item.concept, item.successor)
        case _:
            return ()


def _is_within(item: Item, chosen: Some[str]) -> bool:
    """Whether all of its ends are chosen; of a match with another framework one is enough."""
    if isinstance(item, Match):
        return item.subject.uri in chosen or item.object.uri in chosen
    return all(uri in chosen for uri in _ends(item))


def _cut(content: Content, chosen: Some[str]) -> tuple[str, ...]:
    named: tuple[tuple[type[Item], str], ...] = (
        (Broader, "steps of the hierarchy"),
        (Related, "relations"),
        (Requires, "requirements"),
        (ReplacedBy, "successors"),
        (Rates, "ratings"),
    )
    said = []
    for kind, name in named:
        ends = [[uri in chosen for uri in _ends(one)] for one in content.of(kind)]
        if count := sum(any(found) and not all(found) for found in ends):
            said.append(f"{count:,} {name} that lead to what was not chosen")
    return tuple(said)
