"""Links by which learners show awards to others."""

from datetime import date

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types.sharing import ShareLink, share_link
from skillsgraph.learners.share import ShareField, Wish, links_of, share, withdraw
from skillsgraph.settings import Role


@strawberry.input(description="What a link shows beside names, issuers and validity; until when; how often.")
class ShareInput:
    awards: list[strawberry.ID]
    fields: list[ShareField] = strawberry.field(default_factory=lambda: [ShareField.DATES, ShareField.SKILLS])
    until: date
    most_uses: int = 100


@strawberry.type(description="A new link. Its address is shown this once.")
class NewShareLink:
    url: str
    link: ShareLink


@strawberry.type
class SharingWrites:
    @strawberry.mutation(
        description="Make a link that shows awards to whoever has it. By the learner, or an admin.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def create_share_link(
        self,
        info: Info,
        learner: strawberry.ID,
        input: ShareInput,  # noqa: A002
    ) -> NewShareLink:
        context = info.context
        wish = Wish(tuple(input.awards), frozenset(input.fields), input.until, input.most_uses)
        identifier, token = await share(context.graph, learner, wish, context.caller)
        rows = await links_of(context.graph, learner, context.caller)
        made = next(row for row in rows if row["id"] == identifier)
        return NewShareLink(url=f"{context.settings.public_address}/share/{token}", link=share_link(made))

    @strawberry.mutation(
        description="End a link at once and for good. By the learner, or an admin.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def withdraw_share_link(self, info: Info, learner: strawberry.ID, link: strawberry.ID) -> ShareLink:
        context = info.context
        return share_link(await withdraw(context.graph, learner, link, context.caller))
