"""What does a credential bring about, which skills are short, and what does a catalogue cover?"""

from datetime import UTC, datetime
from typing import Annotated

import strawberry

from skillsgraph.answers.overview import supply
from skillsgraph.answers.overview.coverage import framework_coverage
from skillsgraph.answers.overview.impact import credential_impact, holders
from skillsgraph.answers.overview.supply import supply_and_demand
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Published
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.overview import (
    CredentialImpact,
    FrameworkCoverage,
    SkillSupplyDemand,
    balance,
    coverage,
    impact,
)
from skillsgraph.api.types.refs import Ref
from skillsgraph.settings import Role

_COUNT_PEOPLE = (Role.UNIVERSITY, Role.ANALYST, Role.ADMIN)
FrameworkName = Annotated[
    str, strawberry.argument(description="Its code (the active version), `code@version`, id or uri.")
]
OrganizationId = Annotated[
    strawberry.ID | None, strawberry.argument(description="Whose credentials count; unset: everybody's.")
]


def _counts_people(info: Info) -> bool:
    """Figures about many are for those whose work they are; they hold no record of one."""
    return info.context.caller.role in _COUNT_PEOPLE


@strawberry.type
class OverviewQuestions:
    @strawberry.field(
        description="What a credential brings about: the job roles that it opens or serves, and the skills"
        " that nothing else gives.",
        extensions=[Published()],
    )
    async def credential_impact(self, info: Info, credential: Ref) -> CredentialImpact:
        graph = info.context.graph
        found = await credential_impact(graph, credential.to_model())

        async def people() -> int | None:
            if not _counts_people(info):
                return None
            return await holders(graph, found.credential.id, datetime.now(UTC).date())

        return impact(found, people)

    @strawberry.field(
        description="The skills of a framework that job roles require, first those that have the most roles"
        " for each credential.",
        extensions=[Published()],
    )
    async def skill_supply_demand(
        self, info: Info, framework: FrameworkName, first: First = 20, after: After = None
    ) -> Connection[SkillSupplyDemand]:
        first, start = bounded(info, first), cursor.decode_rank("skillSupplyDemand", after)
        graph = info.context.graph
        found = await supply_and_demand(graph, framework, first=first, start=start)
        people: dict[str, int | None] = {}
        if _counts_people(info):
            ids = [one.skill for one in found[:first]]
            people = await supply.holders(graph, ids, datetime.now(UTC).date())
        nodes = [balance(one, people.get(one.skill)) for one in found[:first]]
        return by_rank("skillSupplyDemand", nodes, start, len(found) > first)

    @strawberry.field(
        description="How many skills and job roles of a framework the catalogue covers, by groups of skills.",
        extensions=[Published()],
    )
    async def framework_coverage(
        self, info: Info, framework: FrameworkName, organization: OrganizationId = None
    ) -> FrameworkCoverage:
        return coverage(await framework_coverage(info.context.graph, framework, organization))
