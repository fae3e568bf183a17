"""Writing what the law or an employer asks of those who are to work in a job role. It needs a key."""

from datetime import date

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types.concepts import JobRole
from skillsgraph.api.types.refs import the_role
from skillsgraph.api.writes.rules import RuleInput, rule_of
from skillsgraph.entry_conditions import replace_entry_conditions
from skillsgraph.errors import InputError
from skillsgraph.model.credentials import EntryCondition
from skillsgraph.model.rules import faults_of_condition, faults_of_jurisdiction
from skillsgraph.model.text import place_of
from skillsgraph.settings import Role


@strawberry.input(description="A condition of entry to a job role, such as a licence to practise.")
class EntryConditionInput:
    rule: RuleInput
    legal_basis: str | None = None
    since: date | None = strawberry.field(default=None, description="The first day on which it holds.")
    until: date | None = strawberry.field(
        default=None, description="The first day on which it no longer holds."
    )


@strawberry.type
class EntryWrites:
    @strawberry.mutation(
        description="Write all conditions of entry to a job role (its uri) in a jurisdiction (a code of"
        " ISO 3166, such as DE or DE-BY); none takes away those that were there.",
        extensions=[Requires(Role.ADMIN)],
    )
    async def set_entry_conditions(
        self, info: Info, job_role: str, jurisdiction: str, conditions: list[EntryConditionInput]
    ) -> JobRole:
        for _, message in faults_of_jurisdiction(jurisdiction):
            raise InputError(f"jurisdiction: {message}")
        found = [
            _condition(f"conditions[{place}]", job_role, jurisdiction, one)
            for place, one in enumerate(conditions)
        ]
        done = await replace_entry_conditions(info.context.graph, job_role, jurisdiction, found)
        return await the_role(info, done)


def _condition(field: str, role: str, jurisdiction: str, given: EntryConditionInput) -> EntryCondition:
    rule = rule_of(f"{field}.rule", given.rule)
    if rule is None:
        raise InputError(f"{field}.rule is missing.")
    condition = EntryCondition(role, jurisdiction, rule, given.legal_basis, given.since, given.until)
    for steps, message in faults_of_condition(condition):
        raise InputError(f"{field}{place_of(steps)}: {message}")
    return condition
