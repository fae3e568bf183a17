"""The answers to domain questions, each with its explanation, and the inputs that ask them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import strawberry

from skillsgraph.answers import model
from skillsgraph.answers import policy as policies
from skillsgraph.answers.policy import Figure
from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import thing
from skillsgraph.api.types.concepts import JobRole, Skill
from skillsgraph.api.types.credentials import Credential
from skillsgraph.errors import InputError

strawberry.enum(model.Status, name="RequirementStatus", description="How far a requirement is fulfilled.")
strawberry.enum(Figure, description="What a person says, or what is proven.")
strawberry.enum(model.Reason, description="Why a requirement has its status.")
strawberry.enum(
    model.Relation, name="EvidenceRelation", description="How a skill held bears on one required."
)


@strawberry.input(description="Names a thing: exactly one of `id`, `uri`, or `code` with `framework`.")
class Ref:
    id: strawberry.ID | None = None
    uri: str | None = None
    code: str | None = None
    framework: str | None = None

    def to_model(self) -> model.Ref:
        if sum(value is not None for value in (self.id, self.uri, self.code)) != 1:
            raise InputError("A reference is exactly one of id, uri, and code with framework.")
        if self.code is not None and self.framework is None:
            raise InputError('A code needs its framework, for example {code: "2512.4", framework: "esco"}.')
        return model.Ref(self.id, self.uri, self.code, self.framework)


@strawberry.input(description="A skill that the person has, by their own word.")
class HeldSkillInput:
    skill: Ref
    level: str | None = None


@strawberry.input(description="A credential that the person has earned.")
class HeldCredentialInput:
    credential: Ref
    issued_on: date | None = None
    valid_until: date | None = None
    result: float | None = strawberry.field(default=None, description="The grade, as a number.")


@strawberry.input(description="A job role that the person has worked as, paid or not; the years are shown.")
class ExperienceInput:
    role: Ref
    years: float | None = None


@strawberry.input(description="What a person brings. It is used for this answer alone and stored nowhere.")
class ProfileInput:
    skills: list[HeldSkillInput] = strawberry.field(default_factory=list)
    credentials: list[HeldCredentialInput] = strawberry.field(default_factory=list)
    experience: list[ExperienceInput] = strawberry.field(default_factory=list)

    def to_model(self) -> model.Profile:
        return model.Profile(
            tuple(model.HeldSkill(one.skill.to_model(), one.level) for one in self.skills),
            tuple(
                model.HeldCredential(
                    one.credential.to_model(), one.issued_on, one.valid_until, result=one.result
                )
                for one in self.credentials
            ),
            tuple(model.HeldExperience(one.role.to_model(), one.years) for one in self.experience),
        )


@strawberry.input(description="A skill that is aimed at.")
class WantedSkillInput:
    skill: Ref
    level: str | None = None


@strawberry.input(description="What is aimed at: exactly one of `role`, `credential` and `skills`.")
class TargetInput:
    role: Ref | None = None
    skills: list[WantedSkillInput] | None = None
    credential: Ref | None = None

    def to_model(self) -> model.Target:
        wanted = tuple(model.WantedSkill(one.skill.to_model(), one.level) for one in self.skills or ())
        return model.Target(
            self.role.to_model() if self.role else None,
            wanted,
            self.credential.to_model() if self.credential else None,
        )


@strawberry.input(description="Which job roles are ranked. What is not given does not narrow.")
class RolesAmong:
    framework: str | None = strawberry.field(
        default=None, description="The code of a framework, such as `esco`."
    )
    code_starts_with: str | None = strawberry.field(
        default=None, description="How the code begins: `25` are ICT professionals in ISCO's groups."
    )

    def to_model(self) -> model.Among:
        return model.Among(self.framework, self.code_starts_with or "")


async def _skill(info: Info, identifier: str) -> Skill:
    return cast(Skill, await thing(info, "Skill", identifier))


async def _role(info: Info, identifier: str) -> JobRole:
    return cast(JobRole, await thing(info, "JobRole", identifier))


async def _credential(info: Info, identifier: str) -> Credential:
    return cast(Credential, await thing(info, "Credential", identifier))


@strawberry.type(
    description="What speaks for a skill: a credential, a former role, or the person's own word."
)
class Evidence:
    found: strawberry.Private[model.Evidence]

    @strawberry.field(description="The skill that is held.")
    async def skill(self, info: Info) -> Skill:
        return await _skill(info, self.found.skill.id)

    @strawberry.field(description="The role that the person worked as, and that needs the skill.")
    async def role(self, info: Info) -> JobRole | None:
        return await _role(info, self.found.role.id) if self.found.role else None

    @strawberry.field(
        description="The credential that says so; null when the person does, or a badge from elsewhere."
    )
    async def credential(self, info: Info) -> Credential | None:
        named = self.found.credential
        if named is None or named.id == self.found.award:
            return None
        return await _credential(info, named.id)

    @strawberry.field(description="The id of the stored award that says so.")
    def award(self) -> strawberry.ID | None:
        return strawberry.ID(self.found.award) if self.found.award else None

    @strawberry.field(description="Why its issuer has revoked or suspended it, in their words.")
    def why(self) -> str | None:
        return self.found.why

    @strawberry.field(description="How the credential's issuer assessed it.")
    def assurance(self) -> str | None:
        return self.found.assurance

    @strawberry.field(description="The day on which the credential ceased to be valid.")
    def expired_on(self) -> date | None:
        return self.found.expired_on

    @strawberry.field(description="The level that is held, in the words of its source.")
    def level(self) -> str | None:
        return self.found.level

    @strawberry.field(description="The id of the stored award; null for an inline profile.")
    def award_id(self) -> strawberry.ID | None:
        return strawberry.ID(self.found.award) if self.found.award else None

    @strawberry.field(description="How the role is mapped to one worked as; null for that role itself.")
    def inferred_by(self) -> model.Relation | None:
        return self.found.inferred_by


@strawberry.type(description="One of the numbers whose product a credit is.")
class Factor:
    name: str
    value: float
    why: str


@strawberry.type(description="One skill that is required, and how far it is fulfilled.")
class Requirement:
    found: strawberry.Private[model.Requirement]

    @strawberry.field(description="The skill that is required.")
    async def skill(self, info: Info) -> Skill:
        return await _skill(info, self.found.wanted.skill.id)

    @strawberry.field(description="ESCO: ESSENTIAL is usually required, OPTIONAL depends on the employer.")
    def relation(self) -> str:
        return self.found.wanted.relation

    @strawberry.field(description="Met, met in part, or missing.")
    def status(self) -> model.Status:
        return self.found.status

    @strawberry.field(description="Credit from 0 to 1 for what the person says.")
    def claimed(self) -> float:
        return self.found.claimed

    @strawberry.field(description="Credit from 0 to 1 for what is proven.")
    def proven(self) -> float:
        return self.found.proven

    @strawberry.field(description="Why.")
    def reasons(self) -> list[model.Reason]:
        return list(self.found.reasons)

    @strawberry.field(description="The best evidence.")
    def evidence(self) -> Evidence | None:
        return Evidence(found=self.found.evidence) if self.found.evidence else None

    @strawberry.field(description="How the evidence's skill bears on the one required.")
    def via(self) -> model.Relation | None:
        return self.found.via

    @strawberry.field(description="The steps from the evidence's skill to the one required; one or two.")
    def path(self) -> list[model.Relation]:
        return list(self.found.path)

    @strawberry.field(
        description="What the best evidence's credit is the product of. `claimed` leaves out authenticity and"
        " assurance."
    )
    def factors(self) -> list[Factor]:
        return [Factor(name=one.name, value=one.value, why=str(one.why)) for one in self.found.factors]

    @strawberry.field(description="The level that is required, in the words of its source.")
    def level(self) -> str | None:
        return self.found.wanted.level

    @strawberry.field(description="By how many levels the best evidence falls short; 0 if it does not.")
    def levels_short(self) -> int:
        return self.found.levels_short

    @strawberry.field(description="Its weight among requirements of its relation: importance, or 1.")
    def weight(self) -> float:
        return self.found.wanted.weight

    @strawberry.field(description="The same in a sentence.")
    def explanation(self) -> str:
        return self.found.explanation


@strawberry.type(description="Requirements of one group of skills; the group is null for those of none.")
class RequirementGroup:
    requirements: list[Requirement]
    group_id: strawberry.Private[str | None]

    @strawberry.field(description="The group, by which long lists are easier to read.")
    async def group(self, info: Info) -> Skill | None:
        return await _skill(info, self.group_id) if self.group_id else None


@strawberry.type(description="What readiness would be if an expired credential were renewed.")
class Counterfactual:
    readiness: float
    explanation: str
    credential_id: strawberry.Private[str]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await _credential(info, self.credential_id)


@strawberry.type(description="What a person lacks for a target. Figures are from 0 to 1.")
class SkillGap:
    policy: str = strawberry.field(description="The numbers that the figures rest on.")
    coverage_claimed: float | None
    coverage_proven: float | None
    readiness: float | None
    meets_all_essential: bool
    nothing_required: bool
    explanation: str
    found: strawberry.Private[model.SkillGap]
    improve: strawberry.Private[Callable[[int], Awaitable[Sequence[model.CredentialMatch]]]]

    @strawberry.field(description="The role that is the target; null for a list of skills.")
    async def role(self, info: Info) -> JobRole | None:
        return await _role(info, self.found.role.id) if self.found.role else None

    @strawberry.field(description="Every requirement, or those of some statuses.")
    def requirements(self, status: list[model.Status] | None = None) -> list[Requirement]:
        return [
            Requirement(found=one)
            for one in self.found.requirements
            if status is None or one.status in status
        ]

    @strawberry.field(description="The requirements by the first group that stands directly above each.")
    async def groups(self, info: Info) -> list[RequirementGroup]:
        found: dict[str | None, list[Requirement]] = {}
        for one in self.found.requirements:
            above = await info.context.related("groupsOfSkills", one.wanted.skill.id)
            first = above[0]["broader"] if above else None
            found.setdefault(first, []).append(Requirement(found=one))
        return [RequirementGroup(group_id=group, requirements=asked) for group, asked in found.items()]

    @strawberry.field(description="What would change if what has expired were renewed, the best first.")
    def counterfactuals(self) -> list[Counterfactual]:
        return [
            Counterfactual(
                readiness=one.readiness, explanation=one.explanation, credential_id=one.credential.id
            )
            for one in self.found.counterfactuals
        ]

    @strawberry.field(description="What of the question was read otherwise than written, and why.")
    def notes(self) -> list[str]:
        return list(self.found.notes)

    @strawberry.field(description="The credentials that would raise readiness most, with price and offering.")
    async def improvements(self, first: int = 3) -> list["CredentialMatch"]:
        return [credential_match(one) for one in await self.improve(first)]


@strawberry.type(description="The state of the graph that a ranking was made from.")
class RankedFrom:
    graph_version: str
    stale: bool = strawberry.field(description="Whether concepts or relations have changed since.")


def ranked_from(page: model.Page[Any]) -> RankedFrom:
    return RankedFrom(graph_version=page.graph_version or "", stale=page.stale)


@strawberry.type(description="A job role and how well the profile fits it. Figures are from 0 to 1.")
class RoleMatch:
    score: float
    coverage: float = strawberry.field(description="Share of what the role requires that the profile gives.")
    use: float = strawberry.field(description="Share of the profile that the role needs.")
    held: list[str] = strawberry.field(description="The weightiest skills that are there.")
    missing: list[str] = strawberry.field(description="The weightiest skills that are not.")
    explanation: str
    ranked_from: RankedFrom
    found: strawberry.Private[model.RoleMatch]

    @strawberry.field
    async def role(self, info: Info) -> JobRole:
        return await _role(info, self.found.role.id)


@strawberry.type(description="A job role near another, and why. Figures are from 0 to 1.")
class SimilarRole:
    score: float
    by_skills: float = strawberry.field(description="How alike what they require is, rare skills first.")
    by_groups: float = strawberry.field(description="How alike the kinds of skills are that they require.")
    by_words: float = strawberry.field(description="How alike the words are that name and describe them.")
    by_place: float = strawberry.field(description="How near they stand in their classification.")
    shared: list[str] = strawberry.field(description="The weightiest skills that both require.")
    explanation: str
    ranked_from: RankedFrom
    found: strawberry.Private[model.SimilarRole]

    @strawberry.field
    async def role(self, info: Info) -> JobRole:
        return await _role(info, self.found.role.id)


@strawberry.type(description="What is asked of everybody.")
class Price:
    amount: float
    currency: str


@strawberry.type(description="When a credential can next be taken; without a start at any time.")
class NextOffering:
    starts_on: date | None
    apply_until: date | None


@strawberry.type(description="A credential that brings the person nearer to the target.")
class CredentialMatch:
    score: float = strawberry.field(description="By how much readiness rises, as proven.")
    gain: float = strawberry.field(description="By how much readiness rises, as claimed.")
    skills: list[str] = strawberry.field(description="The requirements that it serves.")
    price: Price | None
    workload_hours: float | None
    next_offering: NextOffering | None
    explanation: str
    found: strawberry.Private[model.CredentialMatch]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await _credential(info, self.found.credential.id)


@strawberry.type(description="A number of a policy, from 0 to 1.")
class PolicyNumber:
    name: str
    value: float
    source: str = strawberry.field(description="Where it comes from.")


@strawberry.type(description="The numbers that answers rest on, as a version that they name.")
class Policy:
    id: strawberry.ID
    version: int
    title: str
    description: str
    figure: Figure = strawberry.field(description="Which figure `readiness` is made of.")
    own_word_suffices: bool = strawberry.field(
        description="Whether a skill that nobody else vouches for makes a requirement MET."
    )
    numbers: list[PolicyNumber]


def policy(found: policies.Policy) -> Policy:
    tables: dict[str, Mapping[str, float]] = {
        "mapping": {str(key): value for key, value in found.mapping.items()},
        "authenticity": {str(key): value for key, value in found.authenticity.items()},
        "assurance": found.assurance,
    }
    single = {
        name: float(getattr(found, name))
        for name in ("level_not_comparable", "optional_in_readiness", "optional_in_matches")
    }
    numbers = [
        PolicyNumber(name=f"{table}.{key}", value=value, source=found.sources[table])
        for table, values in tables.items()
        for key, value in values.items()
    ] + [PolicyNumber(name=name, value=value, source=found.sources[name]) for name, value in single.items()]
    return Policy(
        id=strawberry.ID(found.id),
        version=found.version,
        title=found.title,
        description=found.description.strip(),
        figure=found.figure,
        own_word_suffices=found.own_word_suffices,
        numbers=numbers,
    )


def skill_gap(
    found: model.SkillGap, improve: Callable[[int], Awaitable[Sequence[model.CredentialMatch]]]
) -> SkillGap:
    return SkillGap(
        improve=improve,
        policy=found.policy,
        coverage_claimed=found.coverage_claimed,
        coverage_proven=found.coverage_proven,
        readiness=found.readiness,
        meets_all_essential=found.meets_all_essential,
        nothing_required=found.nothing_required,
        explanation=found.explanation,
        found=found,
    )


def role_match(found: model.RoleMatch, ranked: RankedFrom) -> RoleMatch:
    return RoleMatch(
        ranked_from=ranked,
        score=found.score,
        coverage=found.coverage,
        use=found.use,
        held=list(found.held),
        missing=list(found.missing),
        explanation=found.explanation,
        found=found,
    )


def similar_role(found: model.SimilarRole, ranked: RankedFrom) -> SimilarRole:
    return SimilarRole(
        ranked_from=ranked,
        score=found.score,
        by_skills=found.by_skills,
        by_groups=found.by_groups,
        by_words=found.by_words,
        by_place=found.by_place,
        shared=list(found.shared),
        explanation=found.explanation,
        found=found,
    )


def credential_match(found: model.CredentialMatch) -> CredentialMatch:
    price, offering = found.price, found.next_offering
    return CredentialMatch(
        next_offering=NextOffering(starts_on=offering.starts_on, apply_until=offering.apply_until)
        if offering
        else None,
        score=found.gain_proven,
        gain=found.gain,
        skills=list(found.skills),
        price=Price(amount=price.amount, currency=price.currency) if price else None,
        workload_hours=found.workload_hours,
        explanation=found.explanation,
        found=found,
    )
