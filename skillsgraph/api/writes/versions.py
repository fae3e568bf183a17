"""Adopting a version of a framework, taking that back, and making a version the meant one."""

import strawberry

from skillsgraph.adoption import adopt, revert
from skillsgraph.answers.versions.read import version_of
from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types.versions import Adoption, adoption
from skillsgraph.errors import InputError
from skillsgraph.ingest import activate
from skillsgraph.settings import Role


@strawberry.input(
    description="The skill of the newer version that is meant by one of the older; both by uri."
)
class AdoptionDecision:
    older: str
    newer: str


@strawberry.type
class VersionWrites:
    @strawberry.mutation(
        description="Move the catalogue's links to a newer version; `revertAdoption` moves them back.",
        extensions=[Requires(Role.ADMIN)],
    )
    async def adopt_framework(
        self, info: Info, older: str, newer: str, decisions: list[AdoptionDecision] | None = None
    ) -> Adoption:
        given: dict[str, str] = {}
        for place, one in enumerate(decisions or ()):
            if one.older in given:
                raise InputError(f"decisions: {one.older!r} stands at {place} and before.")
            given[one.older] = one.newer
        return adoption(await adopt(info.context.graph, older, newer, given))

    @strawberry.mutation(
        description="Take an adoption back: every link stands again as it stood.",
        extensions=[Requires(Role.ADMIN)],
    )
    async def revert_adoption(self, info: Info, id: strawberry.ID) -> Adoption:  # noqa: A002
        return adoption(await revert(info.context.graph, id))

    @strawberry.mutation(
        description="Make a version the one that lookups mean; returns its `code@version`.",
        extensions=[Requires(Role.ADMIN)],
    )
    async def activate_framework(self, info: Info, name: str) -> str:
        found = await version_of(info.context.graph, name)
        await activate(info.context.graph, found.code, found.version)
        return str(found)
