"""Writes to people's records. Each is one transaction with its audit event."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.errors import Forbidden, InputError, NotFound
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import PURPOSE_OF, Caller, require, scope_of
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.conditions import Spending, spending_steps
from skillsgraph.learners.consent import consent_rows
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import (
    AimKind,
    Award,
    AwardStatus,
    Experience,
    HeldSkill,
    Learner,
    Verification,
)
from skillsgraph.model.text import fold
from skillsgraph.settings import Role
from skillsgraph.statements import cypher

WRITE_SECONDS = 60.0
LONGEST_LABEL = 200


async def import_learners(graph: Graph, learners: Iterable[Learner]) -> list[str]:
    """Write learners from a file, each known by its key, and give back their ids. Twice is the same as once.

    Raises:
        SkillNotFound, JobRoleNotFound, CredentialNotFound: A record names what is not in the graph.
    """
    return [await write_learner(graph, one, make_id("learner", one.key)) for one in learners]


async def create_learner(graph: Graph, learner: Learner, caller: Caller) -> str:
    """Begin a record under a random id, with the consents that the learner has given to whoever keeps it.

    Raises:
        Unauthenticated, Forbidden: The caller may not keep records.
        InputError: A label or a consent is not acceptable, or the caller could not see what they made.
    """
    scope_of(caller)
    if caller.role is Role.LEARNER:
        raise Forbidden("A record is begun by a portal, a university, an issuer or an admin.")
    purpose = PURPOSE_OF.get(caller.role)
    if purpose is not None and all(one.purpose is not purpose for one in learner.consents):
        raise InputError(
            f"The record needs the learner's consent to {purpose}, or its keeper could not see it.",
            hint=f'Add {{purpose: {purpose}, textVersion: "…"}} to consents.',
        )
    if not 0 < len(learner.label.strip()) <= LONGEST_LABEL:
        raise InputError(f"label must have from 1 to {LONGEST_LABEL} characters.")
    identifier = make_id("learner", secrets.token_hex(16))
    await write_learner(graph, learner, identifier, [event(Action.CREATED, identifier, caller)])
    return identifier


async def write_learner(graph: Graph, learner: Learner, identifier: str, after: Sequence[Step] = ()) -> str:
    """Write a record whole: what it says is set, and the rest of it stays. Raises as `import_learners`."""
    skills = await _skill_rows(graph, learner.skills)
    experience = await _experience_rows(graph, identifier, learner.experience)
    awards = await _award_rows(graph, identifier, learner.awards)
    roles = [one.uri for one in learner.aims if one.kind is AimKind.JOB_ROLE]
    credentials = [one.uri for one in learner.aims if one.kind is AimKind.CREDENTIAL]
    aims = {
        "aimAtRoles": await refs.job_roles(graph, [Ref(uri=uri) for uri in roles]),
        "aimAtCredentials": await refs.credentials(graph, [Ref(uri=uri) for uri in credentials]),
    }
    enrolments = await _enrolment_rows(graph, identifier, learner)
    consents = consent_rows(identifier, learner.consents, identity=identifier)
    properties = {
        "label": learner.label.strip(),
        "sortName": fold(learner.label),
        "story": learner.story,
        "languages": list(learner.languages),
        "keepUntil": learner.keep_until.isoformat() if learner.keep_until else None,
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    # What the record names and is missing has been refused before; nothing to write is no failure.
    steps = [
        Step(cypher("upsertLearner"), {"id": identifier, "properties": kept}),
        Step(cypher("assertSkills"), {"id": identifier, "rows": skills}),
        Step(cypher("addExperience"), {"id": identifier, "rows": experience}),
        Step(cypher("addAwards"), {"id": identifier, "rows": awards}),
        Step(cypher("attestAssessed"), {"ids": [row["properties"]["id"] for row in awards]}),
        Step(cypher("enrol"), {"id": identifier, "rows": enrolments}),
        Step(cypher("joinOrganizations"), {"id": identifier, "rows": _membership_rows(learner)}),
        Step(cypher("giveConsents"), {"id": identifier, "rows": consents}),
        *(
            Step(cypher(name), {"id": identifier, "ids": [one.id for one in named]})
            for name, named in aims.items()
        ),
    ]
    await graph.transact([*steps, *after], deadline=WRITE_SECONDS)
    return identifier


async def add_award(
    graph: Graph,
    learner: str,
    credential: Ref,
    award: Award,
    caller: Caller,
    *,
    spending: Spending = Spending.IF_ANY,
) -> str:
    """Record that a learner has earned a credential of the catalogue, and give back the award's id.

    What the learner or a portal reports is SELF_ASSERTED; who awards the credential, or an admin, gives their
    word: ISSUED. The same credential of the same day is the same award.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: As `require`; or an issuer awards what is not its own.
        CredentialNotFound: The credential is not in the graph.
        ConditionsNotMet: An approved application is needed, and was used up by another award.
        InputError: The dates do not go together.
    """
    await require(graph, learner, caller)
    named = (await refs.credentials(graph, [credential]))[0]
    vouching = await _vouching(graph, named, caller)
    identifier, steps = await award_steps(graph, learner, named, award, vouching, caller, spending=spending)
    await graph.transact(steps, deadline=WRITE_SECONDS, merging=True)
    return identifier


async def award_steps(
    graph: Graph,
    learner: str,
    credential: Named,
    award: Award,
    vouching: Verification,
    caller: Caller,
    *,
    spending: Spending = Spending.IF_ANY,
) -> tuple[str, list[Step]]:
    """The id of an award, and the steps of a transaction that record it.

    What was signed stays as it was signed. An application is used up by what its issuer awards, once.

    Raises:
        InputError: The dates do not go together, or the award was taken back.
    """
    _check_dates(award.issued_on, award.valid_until)
    row = _award_row(learner, credential, award)
    identifier = str(row["properties"]["id"])
    known = await graph.read_one(cypher("awardOf"), id=identifier)
    before = known["award"] if known else {}
    if before.get("document"):
        row["properties"] = {"id": identifier}
    row["properties"]["verification"] = _strongest(before, vouching)
    awarded = before.get("verification") in (Verification.ISSUED, Verification.VERIFIED)
    spent = Spending.NONE if awarded or vouching is Verification.SELF_ASSERTED else spending
    return identifier, [
        *spending_steps(spent, learner, credential, identifier),
        Step(cypher("addAwards"), {"id": learner, "rows": [row]}, otherwise=NotFound("It is gone.")),
        Step(cypher("attestAssessed"), {"ids": [identifier]}),
        event(Action.AWARD_ADDED, learner, caller, identifier),
    ]


def _strongest(before: Row, vouching: Verification) -> Verification:
    """What an award rests on when it is recorded again: never less than before, nor what was taken back."""
    if not before:
        return vouching
    if before["status"] != AwardStatus.VALID:
        raise InputError(
            f"This award is {before['status'].lower()} by its issuer.",
            hint="A suspended one is reinstated; a revoked one is awarded anew, on another day.",
        )
    return max(vouching, Verification(before["verification"]), key=list(Verification).index)


async def _vouching(graph: Graph, credential: Named, caller: Caller) -> Verification:
    if caller.role is Role.ADMIN:
        return Verification.ISSUED
    if caller.role not in (Role.ISSUER, Role.UNIVERSITY):
        return Verification.SELF_ASSERTED
    await require_issuer(graph, credential.id, caller)
    return Verification.ISSUED


async def require_issuer(graph: Graph, credential: str, caller: Caller) -> None:
    """Raise Forbidden unless the caller is an admin or acts for the organization that awards it."""
    if caller.role is Role.ADMIN:
        return
    rows = await graph.read(cypher("awardingOrganization"), id=credential)
    bodies = [row["organization"] for row in rows]
    if caller.role not in (Role.ISSUER, Role.UNIVERSITY) or caller.organization not in bodies:
        raise Forbidden("Only the organization that awards a credential may do this, or an admin.")


async def self_assert(graph: Graph, learner: str, skill: Ref, level: str | None, caller: Caller) -> Named:
    """Record that a learner says to have a skill.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: As `require`; or the caller speaks for somebody else.
        SkillNotFound: The skill is not in the graph.
    """
    await require(graph, learner, caller)
    if caller.role not in (Role.ADMIN, Role.LEARNER, Role.PORTAL):
        raise Forbidden("What a learner says of themselves is recorded by the learner or their portal.")
    named = (await refs.skills(graph, [skill]))[0]
    today = datetime.now(UTC).date().isoformat()
    row = {"skill": named.id, "level": level, "at": today}
    await graph.transact(
        [
            Step(cypher("assertSkills"), {"id": learner, "rows": [row]}),
            event(Action.SKILL_ASSERTED, learner, caller, named.id),
        ],
        deadline=WRITE_SECONDS,
    )
    return named


# Rows -------------------------------------------------------------------------------------------------


async def _skill_rows(graph: Graph, held: Sequence[HeldSkill]) -> list[Row]:
    named = await refs.skills(graph, [Ref(uri=one.skill) for one in held])
    return [
        {"skill": skill.id, "level": one.level, "at": _iso(one.at)}
        for skill, one in zip(named, held, strict=True)
    ]


async def _experience_rows(graph: Graph, learner: str, had: Sequence[Experience]) -> list[Row]:
    named = await refs.job_roles(graph, [Ref(uri=one.job_role) for one in had])
    return [
        {
            "id": make_id("experience", learner, role.id, one.kind, one.started_on.isoformat()),
            "role": role.id,
            "kind": one.kind,
            "from": one.started_on.isoformat(),
            "to": _iso(one.ended_on),
        }
        for role, one in zip(named, had, strict=True)
    ]


async def _award_rows(graph: Graph, learner: str, awards: Sequence[Award]) -> list[Row]:
    named = await refs.credentials(graph, [Ref(uri=one.credential) for one in awards])
    return [_award_row(learner, credential, one) for credential, one in zip(named, awards, strict=True)]


def award_id(learner: str, credential: str, issued_on: date) -> str:
    """The id of an award: of one credential a learner is awarded one a day."""
    return make_id("award", learner, credential, issued_on.isoformat())


def _award_row(learner: str, credential: Named, award: Award) -> Row:
    properties: dict[str, Any] = {
        "id": award_id(learner, credential.id, award.issued_on),
        "name": credential.name,
        "issuedOn": award.issued_on.isoformat(),
        "validUntil": _iso(award.valid_until),
        "status": award.status,
        "verification": award.verification,
        "result": award.result,
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    return {"credential": credential.id, "properties": kept}


async def _enrolment_rows(graph: Graph, learner: str, record: Learner) -> list[Row]:
    named = await refs.credentials(graph, [Ref(uri=one.credential) for one in record.enrolments])
    rows = []
    for credential, one in zip(named, record.enrolments, strict=True):
        properties = {
            "id": make_id("enrolment", learner, credential.id, one.since.isoformat()),
            "since": one.since.isoformat(),
            "cohort": one.cohort,
            "status": one.status,
            "rulesAsOf": _iso(one.rules_as_of),
        }
        kept = {name: value for name, value in properties.items() if value is not None}
        rows.append({"credential": credential.id, "properties": kept})
    return rows


def _membership_rows(record: Learner) -> list[Row]:
    return [
        {
            "organization": make_id("org", one.organization),
            "grade": one.grade,
            "from": one.since.isoformat(),
            "until": _iso(one.until),
        }
        for one in record.memberships
    ]


def _check_dates(issued_on: date, valid_until: date | None) -> None:
    if issued_on > datetime.now(UTC).date():
        raise InputError(f"issuedOn is {issued_on}, which is in the future.")
    if valid_until is not None and valid_until < issued_on:
        raise InputError(f"validUntil is {valid_until}, before the award was issued on {issued_on}.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
