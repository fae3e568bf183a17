"""Writes to the catalogue: organizations, and credentials with all that belongs to them.

A credential is written whole, in one transaction: what the new form does not mention is gone afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from skillsgraph.changes import ChangeKind, changed
from skillsgraph.errors import InputError, NotFound, SkillNotFound
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.model.credentials import Cost, Credential, Offering, Organization, Rule, SkillRef
from skillsgraph.model.ids import digest, make_id
from skillsgraph.model.rules import faults_of_recognitions
from skillsgraph.model.text import fold
from skillsgraph.statements import cypher

WRITE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Upserted:
    """What a write did: the id, and whether it was new."""

    id: str
    created: bool


async def upsert_catalogue(graph: Graph, items: Iterable[Organization | Credential]) -> list[Upserted]:
    """Write a whole catalogue, each credential by itself, in whatever order its rules refer to each other."""
    found = list(items)
    await upsert_organizations(graph, [one for one in found if isinstance(one, Organization)])
    credentials = [one for one in found if isinstance(one, Credential)]
    waiting = {one.uri for one in credentials}
    done: dict[str, Upserted] = {}
    incomplete: list[Credential] = []
    for credential in credentials:
        waiting.discard(credential.uri)
        if waiting.isdisjoint(_options(credential) | {one.credential for one in credential.recognises}):
            done[credential.uri] = await upsert_credential(graph, credential)
        else:
            # It names what comes later, perhaps in a circle: it is there first, and names others at last.
            bare = replace(
                credential, entry=None, completion=None, renewal=None, earlier_completions=(), recognises=()
            )
            done[credential.uri] = await upsert_credential(graph, bare)
            incomplete.append(credential)
    for credential in incomplete:
        await upsert_credential(graph, credential)
    return list(done.values())


async def upsert_organizations(graph: Graph, organizations: Iterable[Organization]) -> list[Upserted]:
    """Make or replace organizations, known by their uri."""
    rows = [_organization(one) for one in organizations]
    written = await graph.write(cypher("upsertOrganizations"), deadline=WRITE_SECONDS, rows=rows)
    return [Upserted(row["id"], row["created"]) for row in written.rows]


async def upsert_credential(
    graph: Graph, credential: Credential, organization: Organization | None = None
) -> Upserted:
    """Make or replace one credential, known by its uri, with its skills, costs, offerings and rules.

    With `organization`, who awards it is written in the same transaction; without, it must be there.

    Raises:
        NotFound: The organization that awards it is not in the graph, or a job role, or what a rule names, or
            a credential that it recognises.
        SkillNotFound: A skill is not in the graph.
        InputError: A skill stands twice in one list with the same level, or a credential is recognised twice.
    """
    steps = await credential_steps(graph, credential, organization)
    written = await graph.transact(steps, deadline=WRITE_SECONDS, merging=True)
    made = written[0 if organization is None else 1].rows[0]
    return Upserted(made["id"], made["created"])


async def credential_steps(
    graph: Graph, credential: Credential, organization: Organization | None = None
) -> list[Step]:
    """The steps of a transaction that make or replace one credential. Raises like `upsert_credential`."""
    identifier = make_id("credential", credential.uri)
    skills = await _skills(graph, credential)
    prepared = await _prepared(graph, identifier, credential)
    await check_options(graph, credential.uri, _options(credential))
    recognised = await _recognised(graph, identifier, credential)
    issuer = NotFound(
        f"There is no organization {credential.awarded_by!r}, which is to award {credential.uri!r}.",
        hint="Write the organization first.",
    )
    parts = (
        "awarded_by",
        "teaches",
        "assesses",
        "prepares_for",
        "recognises",
        "assessments",
        "offerings",
        "costs",
    )
    leave = (*parts, "completion", "entry", "renewal", "renew_every_months", "earlier_completions")
    properties = {"id": identifier, "sortName": fold(credential.name), **_properties(credential, leave=leave)}
    taught = _links(identifier, "TEACHES", credential.teaches, skills)
    assessed = _links(identifier, "ASSESSES", credential.assesses, skills)
    assessments, costs = _parts(identifier, credential.assessments), _parts(identifier, credential.costs)
    offerings = _offerings(identifier, credential.offerings)
    steps = [
        Step(
            cypher("upsertCredential"),
            {"properties": properties, "organizationId": make_id("org", credential.awarded_by)},
            otherwise=issuer,
        ),
        Step(cypher("removeCredentialParts"), {"id": identifier}),
        Step(cypher("removeCredentialRules"), {"id": identifier}),
        Step(
            cypher("removeCredentialSkills"),
            {"id": identifier, "keys": [row["key"] for row in taught + assessed]},
        ),
        Step(cypher("teachSkills"), {"id": identifier, "rows": taught}),
        Step(cypher("assessSkills"), {"id": identifier, "rows": assessed}),
        Step(
            cypher("removePreparedJobRoles"),
            {"id": identifier, "keys": [row["key"] for row in prepared]},
        ),
        Step(cypher("prepareForJobRoles"), {"id": identifier, "rows": prepared}),
        Step(cypher("removeRecognised"), {"id": identifier, "keys": [row["key"] for row in recognised]}),
        Step(cypher("recogniseCredentials"), {"id": identifier, "rows": recognised}),
        Step(cypher("addAssessments"), {"id": identifier, "rows": assessments}),
        Step(cypher("addCosts"), {"id": identifier, "rows": costs}),
        Step(cypher("addOfferings"), {"id": identifier, "rows": offerings}),
    ]
    steps.append(changed(ChangeKind.CREDENTIAL_WRITTEN, identifier, credential.name))
    for name, rule in credential.rules():
        steps += _outermost_rule_steps(identifier, name, rule, credential)
    if organization is not None:
        steps.insert(0, Step(cypher("upsertOrganizations"), {"rows": [_organization(organization)]}))
    return steps


def _organization(one: Organization) -> Row:
    own = {"id": make_id("org", one.uri), "sortName": fold(one.name)}
    return {
        "properties": own | _properties(one, leave=("part_of",)),
        "partOf": make_id("org", one.part_of) if one.part_of else None,
    }


async def _skills(graph: Graph, credential: Credential) -> dict[str, str]:
    """uri -> id of every skill named, of the active version where several have it."""
    named = [ref.skill for ref in (*credential.teaches, *credential.assesses)]
    found = await ids_by_uri(graph, "resolveSkills", named)
    check_skills(named, found)
    return found


def check_skills(named: Iterable[str], found: Mapping[str, str]) -> None:
    """Refuse skills that were not found by their uri. Raises `SkillNotFound`."""
    for uri in named:
        if uri not in found:
            raise SkillNotFound(
                f"There is no skill {uri!r}.",
                hint="Check the uri, and that its framework is imported.",
                value=uri,
            )


async def ids_by_uri(graph: Graph, statement: str, named: Iterable[str]) -> dict[str, str]:
    """uri -> id of what there is of some concepts, of the active version where several have it."""
    refs = [
        {"position": place, "id": None, "uri": uri, "code": None, "framework": None}
        for place, uri in enumerate(dict.fromkeys(named))
    ]
    rows = await graph.read(cypher(statement), refs=refs) if refs else []
    return {str(row["uri"]): str(row["id"]) for row in rows}


async def _prepared(graph: Graph, identifier: str, credential: Credential) -> list[Row]:
    """The links to the job roles that it prepares for. Raises `NotFound`."""
    found = await ids_by_uri(graph, "resolveJobRoles", credential.prepares_for)
    if missing := [uri for uri in credential.prepares_for if uri not in found]:
        raise NotFound(
            f"There is no job role {missing[0]!r}, which {credential.uri!r} is to prepare for.",
            hint="Check the uri, and that its framework is imported.",
            missing=missing,
        )
    return [
        {"key": digest("PREPARES_FOR", identifier, role, size=13), "role": role} for role in found.values()
    ]


async def _recognised(graph: Graph, identifier: str, credential: Credential) -> list[Row]:
    """The links from the credentials that it recognises. Raises `NotFound` and `InputError`."""
    for (name, place, field), message in faults_of_recognitions(credential):
        raise InputError(f"{name}[{place}].{field} of {credential.uri!r}: {message}")
    named = [one.credential for one in credential.recognises]
    rows = await graph.read(cypher("optionsByUri"), uris=named) if named else []
    known = {row["uri"] for row in rows if row["label"] == "Credential"}
    if missing := [uri for uri in named if uri not in known]:
        raise NotFound(
            f"There is no credential {missing[0]!r}, which {credential.uri!r} is to recognise.",
            hint="Write what it refers to first.",
            missing=missing,
        )
    return [
        {
            "key": digest("RECOGNISED_AS", one.credential, identifier, size=13),
            "uri": one.credential,
            "credits": one.credits,
            "since": _plain(one.since),
            "until": _plain(one.until),
            "source": one.source,
        }
        for one in credential.recognises
    ]


async def check_options(graph: Graph, owner: str, named: Iterable[str]) -> None:
    """Whether all that the rules of something name is there. Raises `NotFound`."""
    uris = sorted(set(named))
    rows = await graph.read(cypher("missingOptions"), uris=uris) if uris else []
    if missing := [str(row["uri"]) for row in rows]:
        raise NotFound(
            f"A rule of {owner!r} names {missing[0]!r}, and nothing in the graph has this uri.",
            hint="Write what it refers to first.",
            missing=missing,
        )


def _options(credential: Credential) -> set[str]:
    """The uris that its rules name."""
    return {uri for _, rule in credential.rules() for uri in rule.uris()}


def _links(credential: str, kind: str, refs: Sequence[SkillRef], skills: dict[str, str]) -> list[Row]:
    rows: dict[str, Row] = {}
    for position, ref in enumerate(refs):
        key = digest(kind, credential, skills[ref.skill], ref.level or "", size=13)
        if key in rows:
            raise InputError(
                f"{kind}: the skill {ref.skill!r} stands at {rows[key]['position']} and again at {position}."
            )
        rows[key] = {
            "key": key,
            "skill": skills[ref.skill],
            "level": ref.level,
            "source": "ISSUER",
            "position": position,
        }
    return list(rows.values())


def _parts(owner: str, parts: Sequence[Any]) -> list[Row]:
    return [
        _properties(part) | {"id": make_id(type(part).__name__.lower(), owner, str(place))}
        for place, part in enumerate(parts)
    ]


def _offerings(credential: str, offerings: Sequence[Offering]) -> list[Row]:
    rows = []
    for place, offering in enumerate(offerings):
        identifier = make_id("offering", credential, str(place))
        costs: Sequence[Cost] = offering.costs
        rows.append(
            {
                "properties": _properties(offering, leave=("costs",)) | {"id": identifier},
                "costs": _parts(identifier, costs),
            }
        )
    return rows


_USES = {"entry": "addEntryRule", "renewal": "addRenewalRule"}


def _outermost_rule_steps(identifier: str, name: str, rule: Rule, credential: Credential) -> list[Step]:
    owner: dict[str, Any] = {"id": identifier}
    if name == "renewal":
        owner["everyMonths"] = credential.renew_every_months
    return rule_steps(_USES.get(name, "addCompletionRule"), owner, rule, f"{identifier} {name}")


def rule_steps(statement: str, owner: dict[str, Any], rule: Rule, path: str) -> list[Step]:
    """The steps that write an outermost rule and all below it; `path` says whose it is, and for what."""
    steps = _rule_steps(statement, owner, rule, path)
    ids = {one.key: _rule_id(path, place) for place, one in rule.walk() if one.key}
    order = [
        {"before": _rule_id(path, place), "after": ids[key]}
        for place, one in rule.walk()
        for key in one.precedes
    ]
    return [*steps, Step(cypher("orderRules"), {"rows": order})] if order else steps


def _rule_id(path: str, place: Sequence[int] = ()) -> str:
    """A rule's id is its place in its credential."""
    return make_id("rule", " ".join((path, *map(str, place))))


def _rule_steps(name: str, owner: dict[str, Any], rule: Rule, path: str) -> list[Step]:
    """The steps that write a rule and those below it."""
    identifier = _rule_id(path)
    own = {
        key: value
        for key, value in _properties(rule, leave=("options", "precedes", "theme")).items()
        if value is not False
    }
    steps = [Step(cypher(name), owner | {"properties": {"id": identifier, **own}})]
    options = []
    for position, option in enumerate(rule.options):
        if isinstance(option, Rule):
            nested = {"ruleId": identifier, "position": position}
            steps += _rule_steps("addNestedRule", nested, option, f"{path} {position}")
        else:
            options.append({"position": position, "uri": option})
    if options:
        steps.append(Step(cypher("addRuleOptions"), {"ruleId": identifier, "rows": options}))
    if rule.theme is not None:
        nothing = NotFound(
            f"A rule has the theme {rule.theme!r}, and no skill or collection has this uri.",
            hint="Check the uri, and that its framework is imported.",
        )
        theme = {"ruleId": identifier, "uri": rule.theme}
        steps.append(Step(cypher("addRuleTheme"), theme, otherwise=nothing))
    return steps


def _properties(thing: Any, leave: Sequence[str] = ()) -> Row:
    """A model object's own values as the graph keeps them: camelCase, dates as ISO 8601."""
    found = {}
    for part in fields(thing):
        value = getattr(thing, part.name)
        if part.name not in leave and value is not None:
            first, *rest = part.name.split("_")
            found[first + "".join(word.capitalize() for word in rest)] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
    return value
