"""Which rules of a question need the whole alphabet, and these as an audit takes them."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace

from skillsgraph.answers.model import Profile, Ref
from skillsgraph.answers.pathways.asked import Trial
from skillsgraph.answers.pathways.catalogue import Part
from skillsgraph.answers.pathways.courses import Exacts, Person
from skillsgraph.answers.pathways.exact import Exact
from skillsgraph.answers.pathways.instance import Course, Instance
from skillsgraph.answers.programmes.audit import allowed_places, prepare
from skillsgraph.answers.programmes.holders import holder_of
from skillsgraph.answers.programmes.load import Use, load_programme
from skillsgraph.answers.programmes.model import Reason
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import Rule, RuleKind

_LIMITS = (
    *("min_level", "max_level", "theme", "min_result", "within_months", "cap", "overlap_max"),
    *("exclusive_group", "max", "share"),
)


async def exacts_of(
    graph: Graph,
    part: Part,
    profile: Profile,
    person: Person,
    trial: Trial,
    renewed: str | None = None,
) -> Exacts:
    """Every rule that only counting and summing its own options does not tell."""
    found: dict[tuple[str, Use], Exact] = {}
    for identifier, asked in part.rules.items():
        eased = person.eased(str(part.credentials[identifier]["credential"]["uri"]))
        whole = Use.RENEWAL if identifier == renewed else Use.COMPLETION
        for use, rule in ((Use.ENTRY, asked.entry), (whole, asked.completion)):
            if rule is not None and _is_rich(rule, eased):
                found[identifier, use] = await _exact(graph, part, profile, person, identifier, use, trial)
    return found


def _is_rich(rule: Rule, eased: Set[str]) -> bool:
    parts = [one for _, one in rule.walk()]
    if max(Counter(rule.uris()).values(), default=0) > 1 or not eased.isdisjoint(rule.uris()):
        return True
    return any(
        one.kind is RuleKind.NOT
        or one.own_only
        or not one.options
        or one.key in eased
        or any(getattr(one, name) is not None for name in _LIMITS)
        or (one.kind is RuleKind.CREDITS and any(isinstance(option, Rule) for option in one.options))
        for one in parts
    )


async def _exact(
    graph: Graph, part: Part, profile: Profile, person: Person, identifier: str, use: Use, trial: Trial
) -> Exact:
    loaded = await load_programme(
        graph, Ref(id=identifier), profile.rules_of(identifier), use, trial.rule_of(identifier, use)
    )
    programme = loaded.programme
    skills = {uri: one.id for uri, one in programme.options.items() if one.label == "Skill"}
    limited = any(one.overlap_max is not None for _, one in programme.rule.walk())
    return Exact(
        programme,
        await holder_of(graph, loaded, profile, as_of=person.as_of),
        person.as_of,
        {uri: one.id for uri, one in programme.members.items()},
        {uri: tuple(part.teachers.get(one, ())) for uri, one in skills.items()},
        _others(part, identifier) if limited else {},
    )


def _others(part: Part, award: str) -> Mapping[str, tuple[str, ...]]:
    """uri -> the other awards whose completion rules name it."""
    found: dict[str, list[str]] = {}
    for identifier, asked in part.rules.items():
        if identifier != award and asked.completion is not None:
            for uri in dict.fromkeys(asked.completion.uris()):
                found.setdefault(uri, []).append(identifier)
    return {uri: tuple(awards) for uri, awards in found.items()}


def with_retakes(instance: Instance, exacts: Exacts) -> Instance:
    """The question with what is held, and too old or graded too low for a rule, open to be earned again."""
    again: set[str] = set()
    for exact in exacts.values():
        refused, _ = allowed_places(prepare(exact.programme), exact.holder, exact.as_of)
        again |= {
            exact.ids[one.uri or ""]
            for one in exact.holder.items
            if one.uri in exact.ids and refused.get(one.key) in (Reason.RESULT, Reason.TOO_OLD)
        }
    again &= instance.held & instance.courses.keys()
    courses = dict(instance.courses)
    for name in again:
        known = courses[name]
        courses[_held(name)] = Course(
            _held(name), credits=known.credits, unit=known.unit, level=known.level, issuer=known.issuer
        )
    return replace(
        instance,
        courses=courses,
        held=instance.held - again | {_held(name) for name in again},
        counts_as=(*instance.counts_as, *((_held(name), name) for name in sorted(again))),
    )


def _held(name: str) -> str:
    return f"held {name}"
