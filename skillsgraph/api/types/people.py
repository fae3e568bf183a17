"""People: what a learner earned, says, did and aims at. Each relation shows what the caller may see of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar, cast

import strawberry
from orjson import loads

from skillsgraph.api import cursor
from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import thing, things
from skillsgraph.api.types.concepts import JobRole, Node, Skill
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.credentials import Credential, Organization, organization
from skillsgraph.api.types.verification import UnlinkedReference, VerificationCheck, check, unlinked
from skillsgraph.credentials.result import Outcome
from skillsgraph.errors import Forbidden
from skillsgraph.graph.access import Row
from skillsgraph.learners.access import PURPOSE_OF, is_own, visible
from skillsgraph.model import learners as model
from skillsgraph.settings import Role

Made = TypeVar("Made")

strawberry.enum(model.AwardStatus, description="What the issuer says of an award.")
strawberry.enum(model.Verification, description="Who vouches for an award.")
strawberry.enum(model.ExperienceKind, description="Work is work: paid, for an association, or care at home.")
strawberry.enum(model.EnrolmentStatus, description="How a course of study stands.")
strawberry.enum(model.RecognitionKind, description="On what ground something counts that was not earned so.")
strawberry.enum(model.Purpose, description="What a person's record may be used for.")
strawberry.enum(model.LegalBasis, description="Regulation (EU) 2016/679, article 6(1), (a) to (f).")


async def _skill(info: Info, identifier: str) -> Skill:
    return cast(Skill, await thing(info, "Skill", identifier))


async def credential_by_id(info: Info, identifier: str) -> Credential:
    return cast(Credential, await thing(info, "Credential", identifier))


async def _role(info: Info, identifier: str) -> JobRole:
    return cast(JobRole, await thing(info, "JobRole", identifier))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _page(
    info: Info, name: str, rows: Sequence[Row], first: int, after: str | None, make: Callable[[Row], Made]
) -> Connection[Made]:
    """A page of one learner's rows, in their order."""
    first = bounded(info, first)
    start = cursor.decode_rank(name, after)
    found = [make(row) for row in rows[start : start + first]]
    return by_rank(name, found, start, len(rows) > start + first)


@strawberry.type(description="(Award)-[ATTESTS {level, result, source}]->(Skill)")
class AttestedSkill:
    level: str | None
    result: str | None
    source: str | None = strawberry.field(
        description="CREDENTIAL: what it assesses. ALIGNMENT, RESULT: in the badge."
    )
    skill_id: strawberry.Private[str]

    @strawberry.field
    async def skill(self, info: Info) -> Skill:
        return await _skill(info, self.skill_id)


@strawberry.type(description="What a learner has earned (Open Badges 3.0: AchievementCredential).")
class Award(Node):
    name: str
    issued_on: date
    valid_until: date | None
    status: model.AwardStatus
    status_reason: str | None
    verification: model.Verification
    verified_at: str | None
    next_check_on: date | None
    result: str | None
    outcome: Outcome | None = strawberry.field(description="What the badge's last verification found.")
    checked_at: str | None = strawberry.field(description="When that was.")
    checks: list[VerificationCheck] = strawberry.field(description="Its checks, and why it counts for less.")
    unlinked: list[UnlinkedReference] = strawberry.field(
        description="What the badge names and is not linked to the graph."
    )
    learner_id: strawberry.Private[str]
    credential_id: strawberry.Private[str | None]

    @strawberry.field(description="(Award)-[OF]->(Credential); null for a badge from outside the catalogue.")
    async def credential(self, info: Info) -> Credential | None:
        return await credential_by_id(info, self.credential_id) if self.credential_id else None

    @strawberry.field(description="(Learner)-[EARNED]->(Award)")
    async def learner(self, info: Info) -> Annotated["Learner", strawberry.lazy(__name__)]:
        found = await learner_by_id(info, self.learner_id)
        if found is None:
            raise Forbidden("The learner may not be seen.")
        return found

    @strawberry.field(description="(Award)-[HOLDS]->(Award): the credentials of a learner record.")
    async def members(self, info: Info) -> list["Award"]:
        rows = await info.context.related("recordMembers", self.id)
        return [award(row["node"]) for row in rows]

    @strawberry.field(description="(Award)-[ATTESTS]->(Skill)")
    async def attests(self, info: Info) -> list[AttestedSkill]:
        rows = await info.context.related("attestedSkills", self.id)
        return [
            AttestedSkill(
                level=row["level"], result=row["result"], source=row["source"], skill_id=row["skill"]
            )
            for row in rows
        ]


@strawberry.type(description="(Learner)-[SELF_ASSERTS {level, at}]->(Skill)")
class SelfAssertedSkill:
    level: str | None
    at: date | None
    skill_id: strawberry.Private[str]

    @strawberry.field
    async def skill(self, info: Info) -> Skill:
        return await _skill(info, self.skill_id)


@strawberry.type(description="(Learner)-[HAD]->(Experience)-[AS]->(JobRole)")
class Experience(Node):
    kind: model.ExperienceKind
    started_on: date = strawberry.field(name="from")
    ended_on: date | None = strawberry.field(name="to")
    role_id: strawberry.Private[str]

    @strawberry.field
    async def job_role(self, info: Info) -> JobRole:
        return await _role(info, self.role_id)


@strawberry.type(description="(Learner)-[HAS]->(Enrolment)-[IN]->(Credential)")
class Enrolment(Node):
    cohort: str | None
    since: date
    status: model.EnrolmentStatus
    rules_as_of: date | None
    credential_id: strawberry.Private[str]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await credential_by_id(info, self.credential_id)


@strawberry.type(description="(Learner)-[MEMBER_OF {grade, from, until}]->(Organization)")
class Membership:
    organization: Organization
    grade: str | None
    since: date | None = strawberry.field(name="from")
    until: date | None


@strawberry.type(description="What a learner allows, from when, and until when (a moment in UTC).")
class Consent(Node):
    purpose: model.Purpose
    basis: model.LegalBasis
    text_version: str
    since: str = strawberry.field(name="from")
    until: str | None
    organization_id: strawberry.ID | None


@strawberry.type(description="A decision on what a learner has learned, by whoever awards the programme.")
class Recognition(Node):
    kind: model.RecognitionKind
    rule: str | None = strawberry.field(description="The `key` of the rule of `towards` that it counts in.")
    credits: float | None
    decided_by: str | None
    decided_on: date
    ground: str
    until: date | None
    withdrawn_at: str | None
    withdrawn_reason: str | None
    towards_id: strawberry.Private[str]
    within_id: strawberry.Private[str | None]

    @strawberry.field(description="(Recognition)-[TOWARDS]->(Credential): what it stands for.")
    async def towards(self, info: Info) -> Credential:
        return await credential_by_id(info, self.towards_id)

    @strawberry.field(description="(Recognition)-[WITHIN]->(Credential): the only programme it counts in.")
    async def programme(self, info: Info) -> Credential | None:
        return await credential_by_id(info, self.within_id) if self.within_id else None


Goal = Annotated[JobRole | Credential, strawberry.union("Goal")]


@strawberry.type(description="A person who learns. The label stands in for the name.")
class Learner(Node):
    label: str
    story: str | None
    languages: list[str]
    keep_until: date | None

    @strawberry.field(description="(Learner)-[EARNED]->(Award), the newest first.")
    async def awards(self, info: Info, first: First = 20, after: After = None) -> Connection[Award]:
        rows = await info.context.related("learnerAwards", self.id)
        return _page(info, "learnerAwards", rows, first, after, lambda row: award(row["node"]))

    @strawberry.field(description="(Learner)-[SELF_ASSERTS]->(Skill). Not for issuers.")
    async def self_asserted(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[SelfAssertedSkill]:
        _not_for_issuers(info)
        rows = await info.context.related("learnerSkills", self.id)
        return _page(
            info,
            "learnerSkills",
            rows,
            first,
            after,
            lambda row: SelfAssertedSkill(level=row["level"], at=_day(row["at"]), skill_id=row["skill"]),
        )

    @strawberry.field(description="(Learner)-[HAD]->(Experience), the newest first. Not for issuers.")
    async def experience(self, info: Info, first: First = 20, after: After = None) -> Connection[Experience]:
        _not_for_issuers(info)
        rows = await info.context.related("learnerExperience", self.id)
        return _page(info, "learnerExperience", rows, first, after, _experience)

    @strawberry.field(description="(Learner)-[HAS]->(Enrolment), the newest first.")
    async def enrolments(self, info: Info, first: First = 20, after: After = None) -> Connection[Enrolment]:
        rows = await info.context.related("learnerEnrolments", self.id)
        return _page(info, "learnerEnrolments", rows, first, after, _enrolment)

    @strawberry.field(description="(Learner)-[HAS]->(Recognition), the newest first, also what has ended.")
    async def recognitions(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[Recognition]:
        rows = await info.context.related("learnerRecognitions", self.id)
        return _page(info, "learnerRecognitions", rows, first, after, recognition)

    @strawberry.field(
        description="(Learner)-[MEMBER_OF]->(Organization); others see only that of their own organization."
    )
    async def memberships(self, info: Info, first: First = 20, after: After = None) -> Connection[Membership]:
        caller = info.context.caller
        only = None if is_own(self.id, caller) else caller.organization or ""
        rows = await info.context.related("learnerMemberships", self.id, organization=only)
        return _page(info, "learnerMemberships", rows, first, after, _membership)

    @strawberry.field(description="(Learner)-[GAVE]->(Consent); others see only those for their purpose.")
    async def consents(self, info: Info, first: First = 20, after: After = None) -> Connection[Consent]:
        caller = info.context.caller
        rows = await info.context.related("learnerConsents", self.id)
        if not is_own(self.id, caller):
            rows = [row for row in rows if row["node"]["purpose"] == PURPOSE_OF.get(caller.role)]
        return _page(info, "learnerConsents", rows, first, after, lambda row: consent(row["node"]))

    @strawberry.field(description="(Learner)-[AIMS_AT]->(JobRole|Credential). Not for issuers.")
    async def goals(self, info: Info) -> list[Goal]:
        _not_for_issuers(info)
        rows = await info.context.related("learnerGoals", self.id)
        return await things(
            info, [("JobRole" if row["isRole"] else "Credential", row["goal"]) for row in rows]
        )


def _not_for_issuers(info: Info) -> None:
    if info.context.caller.role is Role.ISSUER:
        raise Forbidden("An issuer sees a learner's awards, and not what they say, did or aim at.")


async def learner_by_id(info: Info, identifier: str) -> Learner | None:
    """The learner, if the caller may see them."""
    row = (await visible(info.context.graph, [identifier], info.context.caller)).get(identifier)
    return learner(row) if row else None


def learner(row: Row) -> Learner:
    return Learner(
        id=row["id"],
        label=row["label"],
        story=row.get("story"),
        languages=row.get("languages") or [],
        keep_until=_day(row.get("keepUntil")),
    )


def award(row: Row) -> Award:
    return Award(
        id=row["id"],
        name=row["name"],
        issued_on=date.fromisoformat(row["issuedOn"]),
        valid_until=_day(row.get("validUntil")),
        status=model.AwardStatus(row["status"]),
        status_reason=row.get("statusReason"),
        verification=model.Verification(row["verification"]),
        verified_at=row.get("verifiedAt"),
        next_check_on=_day(row.get("nextCheckOn")),
        result=row.get("result"),
        outcome=Outcome(row["outcome"]) if row.get("outcome") else None,
        checked_at=row.get("checkedAt"),
        checks=[check(one) for name in ("checks", "doubts") for one in loads(row.get(name) or "[]")],
        unlinked=[unlinked(one) for one in loads(row.get("unlinked") or "[]")],
        learner_id=row["learnerId"],
        credential_id=row.get("credentialId"),
    )


def consent(row: Row) -> Consent:
    return Consent(
        id=row["id"],
        purpose=model.Purpose(row["purpose"]),
        basis=model.LegalBasis(row["basis"]),
        text_version=row["textVersion"],
        since=row["from"],
        until=row.get("until"),
        organization_id=row.get("organization"),
    )


def _experience(row: Row) -> Experience:
    node: dict[str, Any] = row["node"]
    return Experience(
        id=node["id"],
        kind=model.ExperienceKind(node["kind"]),
        started_on=date.fromisoformat(node["from"]),
        ended_on=_day(node.get("to")),
        role_id=row["role"],
    )


def _enrolment(row: Row) -> Enrolment:
    node: dict[str, Any] = row["node"]
    return Enrolment(
        id=node["id"],
        cohort=node.get("cohort"),
        since=date.fromisoformat(node["since"]),
        status=model.EnrolmentStatus(node["status"]),
        rules_as_of=_day(node.get("rulesAsOf")),
        credential_id=row["credential"],
    )


def recognition(row: Row) -> Recognition:
    node: dict[str, Any] = row["node"]
    return Recognition(
        id=node["id"],
        kind=model.RecognitionKind(node["kind"]),
        rule=node.get("rule"),
        credits=node.get("credits"),
        decided_by=row["decidedBy"],
        decided_on=date.fromisoformat(node["decidedOn"]),
        ground=node["ground"],
        until=_day(node.get("until")),
        withdrawn_at=node.get("withdrawnAt"),
        withdrawn_reason=node.get("withdrawnReason"),
        towards_id=row["towards"],
        within_id=row["within"],
    )


def _membership(row: Row) -> Membership:
    return Membership(
        organization=organization(row["node"]),
        grade=row["grade"],
        since=_day(row["from"]),
        until=_day(row["until"]),
    )
