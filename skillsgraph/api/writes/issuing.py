"""Credentials issued: awarded, signed and handed out."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import people
from skillsgraph.api.types.people import Award
from skillsgraph.api.writes.awards import ISSUERS
from skillsgraph.api.writes.people import AwardInput
from skillsgraph.credentials import bake
from skillsgraph.credentials.issue import Securing
from skillsgraph.errors import InputError
from skillsgraph.learners.applications import bounded
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.batch import baked
from skillsgraph.learners.clr import export_clr
from skillsgraph.learners.issuing import Office, as_value, issue_credential
from skillsgraph.model import learners as model
from skillsgraph.settings import Role

strawberry.enum(
    Securing,
    name="CredentialFormat",
    description="DATA_INTEGRITY: JSON-LD with a proof, eddsa-rdfc-2022. VC_JWT: a compact JWT, EdDSA.",
)


@strawberry.type(description="An award, and its signed Open Badge: an object, or as JWT a string.")
class IssuedCredential:
    award: Award
    badge: JSON
    image: str | None = strawberry.field(description="The image with the badge baked in, in base64.")


@strawberry.type(
    description="An award that a record lacks: NOT_SIGNED, SUSPENDED, REVOKED, RECORD or ANOTHER_RECORD."
)
class LeftOutAward:
    award_id: strawberry.ID
    name: str
    reason: str


@strawberry.type(description="A Comprehensive Learner Record 2.0, signed, and what it does not hold.")
class LearnerRecord:
    document: JSON
    left_out: list[LeftOutAward]


@strawberry.type
class IssuingWrites:
    @strawberry.mutation(
        description="A learner's signed awards as one CLR 2.0, signed by an organization with a key here:"
        " the newest 50, or those from the place `start` on.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def export_clr(
        self, info: Info, learner: strawberry.ID, issuer: strawberry.ID, start: int = 0
    ) -> LearnerRecord:
        context = info.context
        office = Office.of(context.settings)
        found = await export_clr(context.graph, office, learner, issuer, context.caller, start=start)
        return LearnerRecord(
            document=JSON(found.document),
            left_out=[
                LeftOutAward(award_id=strawberry.ID(one.award), name=one.name, reason=one.reason)
                for one in found.left_out
            ],
        )

    @strawberry.mutation(
        description="Award a credential and sign it; with `image` (PNG or SVG, base64) bake it in.",
        extensions=[Requires(*ISSUERS)],
    )
    async def issue_credential(
        self,
        info: Info,
        learner: strawberry.ID,
        input: AwardInput,  # noqa: A002
        image: str | None = None,
        format: Securing = Securing.DATA_INTEGRITY,  # noqa: A002
        exception: Annotated[
            str | None, strawberry.argument(description="Why, if a condition is not met.")
        ] = None,
    ) -> IssuedCredential:
        context = info.context
        picture = _decoded(image) if image is not None else None
        given = model.Award("", input.issued_on, input.valid_until, result=input.result)
        identifier, badge = await issue_credential(
            context.graph,
            Office.of(context.settings),
            learner,
            input.credential.to_model(),
            given,
            context.caller,
            securing=format,
            exception=bounded("exception", exception),
        )
        found = await award_of(context.graph, identifier)
        known = {"learnerId": found.learner, "credentialId": found.credential}
        return IssuedCredential(
            award=people.award(found.properties | known),
            badge=JSON(as_value(badge)),
            image=b64encode(baked(picture, badge)).decode() if picture else None,
        )


def _decoded(image: str) -> bytes:
    try:
        found = b64decode(image, validate=True)
    except (NotBase64, ValueError):
        raise InputError("The image is not base64.") from None
    if not (bake.is_png(found) or bake.is_svg(found)):
        raise InputError("The image is neither a PNG nor an SVG.")
    baked(found, "{}")  # one that holds no badge is refused before anything is awarded
    return found
