"""What changed between two versions of a framework?"""

from typing import Annotated

import strawberry

from skillsgraph.answers.versions.read import compare, touched_by
from skillsgraph.api.access import Info, Published
from skillsgraph.api.types.versions import FrameworkDiff

VersionName = Annotated[
    str,
    strawberry.argument(description="A version: its `code@version`, id or uri, or a code for the active."),
]


@strawberry.type
class VersionQuestions:
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
