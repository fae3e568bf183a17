"""Which mappings does a set have, and which of them wait for somebody's decision?"""

from typing import Annotated

import strawberry

from skillsgraph.answers.versions.read import version_of
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Published
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.mappings import Mapping, mapping_of
from skillsgraph.model.frameworks import MatchStatus
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher

_NAME = "mappings"
SetName = Annotated[str, strawberry.argument(description="A set: its `code@version`, id, uri or code.")]


@strawberry.type
class MappingQuestions:
    @strawberry.field(
        description="The mappings of a set, such as those that are proposed and wait for `decideMapping`.",
        extensions=[Published()],
    )
    async def mappings(
        self,
        info: Info,
        framework: SetName,
        status: list[MatchStatus] | None = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[Mapping]:
        first = bounded(info, first)
        found = await version_of(info.context.graph, framework)
        _, place = cursor.decode_name(_NAME, after)
        rows = await info.context.graph.read(
            cypher("mappingsPage"),
            frameworkId=make_id("framework", found.code, found.version),
            statuses=[one.value for one in (status or MatchStatus)],
            after=place,
            first=first + 1,
        )
        page = by_rank(_NAME, [mapping_of(row) for row in rows[:first]], 0, len(rows) > first)
        for edge in page.edges:
            edge.cursor = cursor.encode(_NAME, "", str(edge.node.id))
        page.page_info.end_cursor = page.edges[-1].cursor if page.edges else None
        return page
