"""Programmes and people from the graph, as the audit takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from skillsgraph.answers import refs
from skillsgraph.answers.evidence import evidence_of_credentials
from skillsgraph.answers.model import Named, Profile, Ref
from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme, Recognition, RecognitionKind
from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.errors import InputError, NoRules
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import CredentialStatus, CreditUnit, Rule, RuleKind
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher

_WHOLE = (RecognitionKind.EXEMPTION, RecognitionKind.WAIVER)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A programme with all that was read for it: the facts and rules of it and of its members, by uri."""

    programme: Programme
    rules: Rules
    facts: Mapping[str, Row]
    members_rules: Mapping[str, Rules]


class Use(StrEnum):
    """What a rule of a credential is for."""

    COMPLETION = "completion"
    ENTRY = "entry"
    RENEWAL = "renewal"


async def load_programme(
    graph: Graph, credential: Ref, rules_as_of: date | None = None, use: Use = Use.COMPLETION
) -> Loaded:
    """A programme with the completion rule of a day (None: today's), or with another of its rules.

    Raises:
        CredentialNotFound: There is no such credential.
        NoRules: It has no such rule.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    rules = (await read_rules(graph, [named.id])).get(named.id, Rules())
    rule = _rule_for(rules, use, rules_as_of)
    if rule is None:
        raise NoRules(
            f"“{named.name}” has no {use} rule: none of that asks for other credentials.",
            hint=f"Ask about a credential whose `rules {{ {use} }}` is not null.",
        )
    ids = [one.id for one in rules.options.values() if one.label == "Credential"]
    rows = await graph.read(cypher("programmeMembers"), ids=[named.id, *ids])
    theirs = await read_rules(graph, ids)
    facts = {str(row["node"]["uri"]): row for row in rows}
    by_uri = {uri: theirs.get(str(row["id"]), Rules()) for uri, row in facts.items()}
    # To renew an award, that it is held may be one of the conditions.
    own = {named.uri} if use is not Use.RENEWAL else set()
    members = {uri: member(row, by_uri[uri]) for uri, row in facts.items() if uri not in own}
    programme = Programme(
        named.id, named.uri, named.name, _issuer(facts[named.uri]), rule, members, rules.options
    )
    return Loaded(programme, rules, facts, by_uri)


def _rule_for(rules: Rules, use: Use, day: date | None) -> Rule | None:
    if use is Use.COMPLETION:
        return rules.completion_of(day)
    return rules.entry if use is Use.ENTRY else rules.renewal


def member(row: Row, rules: Rules) -> Member:
    node = row["node"]
    unit = node.get("creditUnit")
    return Member(
        id=str(row["id"]),
        uri=node["uri"],
        name=node["name"],
        credits=node.get("credits"),
        unit=CreditUnit(unit) if unit else None,
        level=node.get("eqfLevel"),
        issuer=_issuer(row),
        hours=node.get("workloadHours"),
        skills=frozenset(row["skills"]),
        open=node["status"] == CredentialStatus.ACTIVE,
        corequisites=tuple(_corequisites(rules.entry)),
    )


def _issuer(row: Row) -> str | None:
    return row["issuers"][0] if row["issuers"] else None


def _corequisites(entry: Rule | None) -> list[str]:
    """What an entry rule asks to be taken at the same time, where nothing can stand in for it."""
    if entry is None:
        return []
    rules = [entry, *(one for one in entry.options if isinstance(one, Rule) and entry.kind is RuleKind.ALL)]
    return [
        option
        for rule in rules
        if rule.concurrent and rule.kind is RuleKind.ALL
        for option in rule.options
        if not isinstance(option, Rule)
    ]


# People -----------------------------------------------------------------------------------------------


async def holder_of(
    graph: Graph, loaded: Loaded, profile: Profile, recognitions: Sequence[Recognition] = ()
) -> Holder:
    """What a profile and decisions on it bring to a programme.

    Raises:
        InputError: A recognition names neither a member nor a rule of the programme.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: The profile names what is not in the graph.
    """
    held = await refs.credentials(graph, [one.credential for one in profile.credentials])
    facts = {one.uri: loaded.facts[one.uri] for one in held if one.uri in loaded.facts}
    others = [one.id for one in held if one.uri not in facts]
    rows = await graph.read(cypher("programmeMembers"), ids=others) if others else []
    facts |= {str(row["node"]["uri"]): row for row in rows}
    elsewhere = await _elsewhere(graph, loaded, held)
    items = [
        replace(
            _item(f"held {place}", member(facts[one.uri], Rules())),
            issued_on=given.issued_on,
            valid_until=given.valid_until,
            result=given.result,
            revoked=given.status is not AwardStatus.VALID,
            elsewhere=one.uri in elsewhere,
        )
        for place, (one, given) in enumerate(zip(held, profile.credentials, strict=True))
    ]
    skills = await refs.skills(graph, [one.skill for one in profile.skills])
    proven = await evidence_of_credentials(graph, sorted({one.id for one in held}))
    roles = await refs.job_roles(graph, [one.role for one in profile.experience])
    recognised, waived = _recognised(loaded.programme, recognitions)
    return Holder(
        items=(*items, *recognised),
        skills=frozenset(one.uri for one in skills) | {one.skill.uri for one in proven if one.assurance},
        roles=frozenset(one.uri for one in roles),
        waived=waived,
    )


async def _elsewhere(graph: Graph, loaded: Loaded, held: Sequence[Named]) -> set[str]:
    """What counts in another award that is held: all that its completion rule names."""
    others = [one.id for one in held if one.uri != loaded.programme.uri]
    found = await read_rules(graph, others)
    return {uri for rules in found.values() if rules.completion for uri in rules.completion.uris()}


def _item(key: str, one: Member) -> Item:
    return Item(
        key=key,
        uri=one.uri,
        name=one.name,
        credits=one.credits,
        unit=one.unit,
        level=one.level,
        issuer=one.issuer,
        skills=one.skills,
        hours=one.hours,
    )


def _recognised(
    programme: Programme, recognitions: Sequence[Recognition]
) -> tuple[list[Item], frozenset[str]]:
    """Decisions as items, and the keys of the rules that are fulfilled by one."""
    keys = {rule.key: rule for _, rule in programme.rule.walk() if rule.key is not None}
    items: list[Item] = []
    waived: set[str] = set()
    for place, one in enumerate(recognitions):
        if (one.towards is None) == (one.rule is None):
            raise InputError(f"recognitions[{place}] needs exactly one of towards and rule.")
        if one.towards is not None and one.towards in programme.members:
            items.append(_standing_for(f"recognition {place}", programme.members[one.towards], one))
        elif one.rule in keys and one.kind in _WHOLE:
            waived.add(one.rule or "")
        elif one.rule in keys:
            rule = keys[one.rule]
            name = f"{one.kind.value.lower()} towards {one.rule}"
            items.append(
                Item(
                    f"recognition {place}", None, name, one.credits, rule.unit, recognition=one, rule=one.rule
                )
            )
        else:
            raise InputError(
                f"recognitions[{place}] is towards {one.towards or one.rule!r},"
                " no member or rule of the programme.",
                hint="Name a member by its uri, or a rule by its `key`.",
            )
    return items, frozenset(waived)


def _standing_for(key: str, one: Member, recognition: Recognition) -> Item:
    """Recognised as a member: with the credits decided or else the member's; exempt, with none."""
    credits_ = recognition.credits if recognition.credits is not None else one.credits
    return replace(
        _item(key, one),
        credits=None if recognition.kind in _WHOLE else credits_,
        recognition=recognition,
        issued_on=recognition.decided_on,
    )
