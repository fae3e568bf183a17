"""Programmes from the graph, as the audit takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skillsgraph.answers import refs
from skillsgraph.answers.model import Ref
from skillsgraph.answers.programmes.model import Member, Programme
from skillsgraph.answers.programmes.rules import Rules, on_trial, read_rules
from skillsgraph.answers.programmes.stages import with_stages
from skillsgraph.errors import NoRules
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import CredentialKind, CredentialStatus, CreditUnit, Rule, RuleKind
from skillsgraph.statements import cypher


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
    graph: Graph,
    credential: Ref,
    rules_as_of: date | None = None,
    use: Use = Use.COMPLETION,
    trial: Rule | None = None,
) -> Loaded:
    """A programme with the completion rule of a day (None: today's), or with another of its rules.

    `trial` stands for that rule, and is stored nowhere.

    Raises:
        CredentialNotFound: There is no such credential.
        NoRules: It has no such rule.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    rules = (await read_rules(graph, [named.id])).get(named.id, Rules())
    if trial is not None:
        rules = await on_trial(graph, rules, trial, use)
    rule = _rule_for(rules, use, rules_as_of)
    if rule is None:
        raise NoRules(
            f"“{named.name}” has no {use} rule: none of that asks for other credentials.",
            hint=f"Ask about a credential whose `rules {{ {use} }}` is not null.",
        )
    facts: dict[str, Row] = {}
    by_uri: dict[str, Rules] = {}
    options = dict(rules.options)
    layer = {named.id, *_credentials(rules)}
    while layer:
        rows = await graph.read(cypher("programmeMembers"), ids=sorted(layer))
        theirs = await read_rules(graph, sorted(layer))
        found = {str(row["node"]["uri"]): row for row in rows}
        facts |= found
        by_uri |= {uri: theirs.get(str(row["id"]), Rules()) for uri, row in found.items()}
        stages = [by_uri[uri] for uri, row in found.items() if uri != named.uri and _is_stage(row)]
        for one in stages:
            options |= one.options
        known = {str(row["id"]) for row in facts.values()} | layer
        layer = {each for one in stages for each in _credentials(one)} - known
    pathways = {
        uri: whole
        for uri, row in facts.items()
        if uri != named.uri and _is_stage(row) and (whole := by_uri[uri].completion) is not None
    }
    # To renew an award, that it is held may be one of the conditions.
    own = {named.uri} if use is not Use.RENEWAL else set()
    members = {uri: member(row, by_uri[uri]) for uri, row in facts.items() if uri not in own}
    programme = Programme(
        named.id,
        named.uri,
        named.name if use is Use.COMPLETION else f"{named.name}: {use}",
        _issuer(facts[named.uri]),
        with_stages(rule, pathways, frozenset({named.uri})),
        members,
        options,
    )
    return Loaded(programme, rules, facts, by_uri)


def _rule_for(rules: Rules, use: Use, day: date | None) -> Rule | None:
    if use is Use.COMPLETION:
        return rules.completion_of(day)
    return rules.entry if use is Use.ENTRY else rules.renewal


def _credentials(rules: Rules) -> set[str]:
    return {one.id for one in rules.options.values() if one.label == "Credential"}


def _is_stage(row: Row) -> bool:
    return bool(row["node"]["kind"] == CredentialKind.PATHWAY)


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
