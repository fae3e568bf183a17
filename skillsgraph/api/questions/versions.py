"""What changed between two versions of a framework?"""

from datetime import UTC, datetime
from typing import Annotated

import strawberry

from skillsgraph.answers.versions.read import compare, touched_by
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Published
from skillsgraph.api.types.connection import After, Connection, Edge, First, PageInfo, bounded
from skillsgraph.api.types.versions import Change, FrameworkDiff
from skillsgraph.changes import changes

VersionName = Annotated[
    str,
    strawberry.argument(description="A version: its `code@version`, id or uri, or a code for the active."),
]


_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def _milliseconds(moment: datetime) -> int:
    """Since 1970; a moment without an offset is one of UTC."""
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


@strawberry.type
class VersionQuestions:
    @strawberry.field(
        description="What has changed in frameworks and the catalogue since a moment, the oldest first."
        " The last cursor of a page is the place to read on from later.",
        extensions=[Published()],
    )
    async def changes(
        self, info: Info, since: datetime = _BEGINNING, first: First = 20, after: After = None
    ) -> Connection[Change]:
        first = bounded(info, first)
        at, place = cursor.decode_moment("changes", after)
        begin = _milliseconds(since) if at is None else at
        found = await changes(info.context.graph, begin, place, first + 1)
        edges = [
            Edge(
                node=Change(at=one.when, kind=one.kind, subject=strawberry.ID(one.subject), name=one.name),
                cursor=cursor.encode("changes", str(one.at), one.id),
            )
            for one in found[:first]
        ]
        end = edges[-1].cursor if edges else after
        return Connection(edges=edges, page_info=PageInfo(has_next_page=len(found) > first, end_cursor=end))

    @strawberry.field(
        description="What differs between two versions of a framework, and what of the catalogue it touches.",
        extensions=[Published()],
    )
    async def framework_diff(self, info: Info, older: VersionName, newer: VersionName) -> FrameworkDiff:
        graph = info.context.graph
        comparison = await compare(graph, older, newer)
        return FrameworkDiff(
            older=str(comparison.older),
            newer=str(comparison.newer),
            comparison=comparison,
            links=await touched_by(graph, comparison),
        )
