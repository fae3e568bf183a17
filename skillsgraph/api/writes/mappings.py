"""Somebody's decision on a match that was proposed."""

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types.mappings import Mapping, mapping_of
from skillsgraph.errors import InputError
from skillsgraph.graph.access import Step
from skillsgraph.model.frameworks import MatchStatus
from skillsgraph.settings import Role
from skillsgraph.statements import cypher


@strawberry.type
class MappingWrites:
    @strawberry.mutation(
        description="Accept or reject a match. It stands, also when its source is imported again.",
        extensions=[Requires(Role.ADMIN)],
    )
    async def decide_mapping(self, info: Info, id: strawberry.ID, status: MatchStatus) -> Mapping:  # noqa: A002
        graph = info.context.graph
        decided, _ = await graph.transact(
            [
                Step(cypher("decideMapping"), {"id": id, "status": status.value}),
                Step(cypher("showDecision"), {"id": id}),
            ]
        )
        row = await graph.read_one(cypher("mappingById"), id=id) if decided.rows else None
        if row is None:
            raise InputError(f"id: there is no mapping {id[:80]!r}.")
        return mapping_of(row)
