"""How an award is kept, as answers show it."""

from datetime import date

import strawberry

from skillsgraph.answers.programmes import renewal as answers
from skillsgraph.answers.programmes.load import Use
from skillsgraph.api.access import Info
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.pathways import Pathways, pathways
from skillsgraph.api.types.people import credential_by_id
from skillsgraph.api.types.progress import ProgrammeProgress, progress


@strawberry.type(description="What gets further away when an award lapses, with it and without.")
class RenewalFall:
    credential_id: strawberry.Private[str]
    use: Use
    before: ProgrammeProgress
    after: ProgrammeProgress

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await credential_by_id(info, self.credential_id)


@strawberry.type(description="What keeps an award, the cheapest way, and what falls if it lapses.")
class Renewal:
    valid_until: date | None
    renew_every_months: int | None
    progress: ProgrammeProgress | None = strawberry.field(
        description="How far its renewal rule is fulfilled; null: there is none, and it is earned anew."
    )
    ways: Pathways
    falls: list[RenewalFall]


def renewal(found: answers.Renewal) -> Renewal:
    return Renewal(
        valid_until=found.until,
        renew_every_months=found.every_months,
        progress=progress(found.progress, Use.RENEWAL.value) if found.progress else None,
        ways=pathways(found.ways),
        falls=[
            RenewalFall(
                credential_id=one.credential.id,
                use=one.use,
                before=progress(one.before, one.use.value),
                after=progress(one.after, one.use.value),
            )
            for one in found.falls
        ],
    )
