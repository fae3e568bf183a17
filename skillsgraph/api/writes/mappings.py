"""Somebody's decision on a match that was proposed."""

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types.mappings import Mapping, mapping_of
from skillsgraph.changes import ChangeKind, changed
from skillsgraph.errors import MappingNotFound
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
        row = await graph.read_one(cypher("mappingById"), id=id)
        if row is None:
            raise MappingNotFound(
                f"id: there is no mapping {id[:80]!r}.", hint="`mappings` lists those that a set has."
            )
        await graph.transact(
            [
                Step(cypher("decideMapping"), {"id": id, "status": status.value}),
                Step(cypher("showDecision"), {"id": id}),
                changed(ChangeKind.MAPPING_DECIDED, id, status.value),
            ]
        )
        return mapping_of({**row, "node": {**row["node"], "decision": status.value}})
