"""Pathways: what is asked, and plans with their steps, terms and totals."""

from datetime import date

import strawberry

from skillsgraph.answers.model import Named
from skillsgraph.answers.pathways import asked
from skillsgraph.answers.pathways.instance import Constraint, Goal
from skillsgraph.answers.pathways.pictures import plan_picture
from skillsgraph.answers.programmes.pictures import PictureFormat
from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import things
from skillsgraph.api.types.concepts import Skill
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.participation import Participation
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.types.target import TargetInput, WantedSkillInput

strawberry.enum(PictureFormat, description="A language that drawing tools read.")
strawberry.enum(Goal, name="PathwayGoal", description="What a plan aims at; the first counts most.")
strawberry.enum(Constraint, name="PathwayConstraint", description="What a plan has to keep to.")


@strawberry.input(description="What is aimed at: exactly one of `role`, `skills` and `credential`.")
class PathwayTargetInput:
    role: Ref | None = None
    skills: list[WantedSkillInput] | None = None
    credential: Ref | None = None

    def to_model(self) -> asked.Aim:
        named = self.role is not None or bool(self.skills)
        target = TargetInput(role=self.role, skills=self.skills).to_model() if named else None
        return asked.Aim(target, self.credential.to_model() if self.credential else None)


@strawberry.input(description="What a plan must keep to. What is not given asks for nothing.")
class PathwayConstraintsInput:
    budget: float | None = strawberry.field(
        default=None, description="Most to pay in all, in `currency`. What has no known price is not taken."
    )
    currency: str | None = strawberry.field(
        default=None, description="ISO 4217. Unset: the currency that most prices are in."
    )
    audiences: list[str] = strawberry.field(
        default_factory=list, description="What the person pays as, in the words of the catalogue's costs."
    )
    hours_per_week: float | None = None
    deadline: date | None = None
    languages: list[str] = strawberry.field(default_factory=list, description="Any of these will do.")
    participation: list[Participation] = strawberry.field(
        default_factory=list, description="Any of these will do."
    )
    accessibility: list[str] = strawberry.field(default_factory=list, description="All of these are needed.")
    part_time: bool = False
    places: list[str] = strawberry.field(
        default_factory=list, description="Any of these, or online, will do."
    )
    excluded_issuers: list[strawberry.ID] = strawberry.field(default_factory=list)
    preferred_issuers: list[strawberry.ID] = strawberry.field(default_factory=list)
    minimum_coverage: float | None = strawberry.field(
        default=None, description="Least share of the essential requirements, from 0 to 1."
    )
    term_weeks: int = 26
    most_terms: int = 20
    hour_worth: float = strawberry.field(
        default=0.0, description="What an hour of the person's time counts as in the goal COST."
    )

    def to_model(self) -> asked.Wish:
        return asked.Wish(
            budget=self.budget,
            currency=self.currency,
            audiences=tuple(self.audiences),
            hours_per_week=self.hours_per_week,
            deadline=self.deadline,
            languages=tuple(self.languages),
            participation=tuple(one.value for one in self.participation),
            accessibility=tuple(self.accessibility),
            part_time=self.part_time,
            places=tuple(self.places),
            excluded_issuers=tuple(str(one) for one in self.excluded_issuers),
            preferred_issuers=tuple(str(one) for one in self.preferred_issuers),
            minimum_coverage=self.minimum_coverage,
            term_weeks=self.term_weeks,
            most_terms=self.most_terms,
            hour_worth=self.hour_worth,
        )


async def _credentials(info: Info, named: tuple[Named, ...]) -> list[Credential]:
    return await things(info, [("Credential", one.id) for one in named])


async def _skills(info: Info, named: tuple[Named, ...]) -> list[Skill]:
    return await things(info, [("Skill", one.id) for one in named])


@strawberry.type(description="A credential to take.")
class PathwayStep:
    found: strawberry.Private[asked.Step]
    term: int = strawberry.field(description="In which term it begins, from 1.")
    starts_on: date
    ends_on: date
    price: float | None = strawberry.field(description="For this person; null: not known.")
    hours: float
    credits: float | None
    credit_unit: str | None
    explanation: str = strawberry.field(description="Why it is there, and what it unlocks.")

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return (await _credentials(info, (self.found.credential,)))[0]

    @strawberry.field(description="The wanted skills that no other step covers better.")
    async def covers(self, info: Info) -> list[Skill]:
        return await _skills(info, self.found.covers)

    @strawberry.field(description="The steps that its entry and completion rules name.")
    async def builds_on(self, info: Info) -> list[Credential]:
        return await _credentials(info, self.found.builds_on)

    @strawberry.field(description="The steps whose entry or completion rules name it.")
    async def unlocks(self, info: Info) -> list[Credential]:
        return await _credentials(info, self.found.unlocks)


@strawberry.type(description="A term of a plan, and what is to be done in it.")
class PathwayTerm:
    number: int
    starts_on: date
    ends_on: date
    hours: float
    hours_per_week: float


@strawberry.type(description="Credits of one unit.")
class CreditTotal:
    unit: str
    amount: float


@strawberry.type(
    description="What a plan comes to. The hours and credits of an award are those of its parts."
)
class PathwayTotals:
    found: strawberry.Private[asked.Totals]
    price: float
    currency: str
    hours: float
    weeks: float = strawberry.field(description="From the day of the question to the end of the last step.")
    credits: list[CreditTotal]

    @strawberry.field(description="Those whose price is not known; they count as 0 in `price`.")
    async def unpriced(self, info: Info) -> list[Credential]:
        return await _credentials(info, self.found.unpriced)


@strawberry.type(description="Credentials that lead to the target, in an order that can be followed.")
class PathwayPlan:
    found: strawberry.Private[asked.PathPlan]
    steps: list[PathwayStep]
    terms: list[PathwayTerm]
    totals: PathwayTotals
    coverage_before: float | None = strawberry.field(description="Of essential requirements, from 0 to 1.")
    coverage_after: float | None
    optional_coverage_before: float | None
    optional_coverage_after: float | None
    proven: bool = strawberry.field(description="Whether no plan is better, goal by goal in their order.")
    gap: float = strawberry.field(
        description="How far the first goal without proof may be from the best, as a share; 0 with proof."
    )
    explanation: str

    @strawberry.field(description="The plan as text that is drawn elsewhere: terms, and what leads to what.")
    def picture(self, format: PictureFormat = PictureFormat.MERMAID) -> str:  # noqa: A002
        return plan_picture(self.found, format)


@strawberry.type(description="Why there is no plan.")
class PathwayConflict:
    constraints: list[Constraint] = strawberry.field(
        description="They cannot be kept together, though any fewer of them can. None: no way leads there."
    )
    smallest: bool = strawberry.field(description="Whether no conflict has fewer.")
    relaxed: list[Constraint] = strawberry.field(description="What the nearest plan does not keep to.")
    nearest: PathwayPlan | None
    explanation: str


@strawberry.type(description="Plans to a target, the best first; or why there is none.")
class Pathways:
    found: strawberry.Private[asked.Pathways]
    plans: list[PathwayPlan]
    already_reached: bool
    conflict: PathwayConflict | None
    proven: bool
    seconds: float = strawberry.field(description="What the search took.")
    considered: int = strawberry.field(description="How many credentials were weighed.")
    policy: str
    explanation: str

    @strawberry.field(description="Skills that are lacking and that no credential here teaches.")
    async def untaught(self, info: Info) -> list[Skill]:
        return await _skills(info, self.found.untaught)

    @strawberry.field(description="Credentials that were not weighed, since a number of theirs is negative.")
    async def left_out(self, info: Info) -> list[Credential]:
        return await _credentials(info, self.found.left_out)


def pathways(found: asked.Pathways) -> Pathways:
    why = found.conflict
    return Pathways(
        found=found,
        plans=[plan(one) for one in found.plans],
        already_reached=found.already_reached,
        conflict=None
        if why is None
        else PathwayConflict(
            constraints=list(why.constraints),
            smallest=why.smallest,
            relaxed=list(why.relaxed),
            nearest=plan(why.nearest) if why.nearest else None,
            explanation=why.explanation,
        ),
        proven=found.proven,
        seconds=found.seconds,
        considered=found.considered,
        policy=found.policy,
        explanation=found.explanation,
    )


def plan(found: asked.PathPlan) -> PathwayPlan:
    totals = found.totals
    return PathwayPlan(
        found=found,
        steps=[
            PathwayStep(
                found=one,
                term=one.term,
                starts_on=one.starts,
                ends_on=one.ends,
                price=one.price,
                hours=one.hours,
                credits=one.credits,
                credit_unit=one.unit,
                explanation=one.explanation,
            )
            for one in found.steps
        ],
        terms=[
            PathwayTerm(
                number=one.number,
                starts_on=one.starts,
                ends_on=one.ends,
                hours=one.hours,
                hours_per_week=one.hours_per_week,
            )
            for one in found.terms
        ],
        totals=PathwayTotals(
            found=totals,
            price=totals.price,
            currency=totals.currency,
            hours=totals.hours,
            weeks=totals.weeks,
            credits=[
                CreditTotal(unit=unit, amount=amount) for unit, amount in sorted(totals.credits.items())
            ],
        ),
        coverage_before=found.coverage[0],
        coverage_after=found.coverage[1],
        optional_coverage_before=found.optional_coverage[0],
        optional_coverage_after=found.optional_coverage[1],
        proven=found.proven,
        gap=found.gap,
        explanation=found.explanation,
    )
