"""The lookups and lists of learners. Nobody sees people's records without a key."""

import strawberry

from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import people
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_name
from skillsgraph.api.types.people import Learner
from skillsgraph.api.types.sharing import ShareLink, share_link
from skillsgraph.learners.access import require, scope_of
from skillsgraph.learners.share import links_of
from skillsgraph.settings import Role
from skillsgraph.statements import cypher

KEEPERS = (Role.LEARNER, Role.PORTAL, Role.ISSUER, Role.UNIVERSITY)


@strawberry.type
class PeopleQuestions:
    @strawberry.field(
        description="The links by which a learner shows awards, and their use. For the learner, or an admin.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def share_links(self, info: Info, learner: strawberry.ID) -> list[ShareLink]:
        context = info.context
        return [share_link(row) for row in await links_of(context.graph, learner, context.caller)]

    @strawberry.field(
        description="A learner whom the caller may see: themselves, or one who consented to the purpose.",
        extensions=[Requires(*KEEPERS)],
    )
    async def learner(self, info: Info, id: strawberry.ID) -> Learner | None:  # noqa: A002
        return people.learner(await require(info.context.graph, id, info.context.caller))

    @strawberry.field(
        description="The learners whom the caller may see, in the order of labels.",
        extensions=[Requires(*KEEPERS)],
    )
    async def learners(self, info: Info, first: First = 20, after: After = None) -> Connection[Learner]:
        first = bounded(info, first)
        name, place = cursor.decode_name("learners", after)
        graph, scope = info.context.graph, scope_of(info.context.caller)
        rows = await graph.read(
            cypher("learnersPage"), afterName=name, afterId=place, first=first + 1, **scope
        )

        async def count() -> int:
            row = await graph.read_one(cypher("countLearners"), **scope)
            return int(row["total"]) if row else 0

        return by_name("learners", rows, first, people.learner, count)
