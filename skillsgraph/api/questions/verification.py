"""The question whether a credential can be relied on."""

import base64
import binascii
from datetime import datetime
from typing import Annotated

import strawberry

from skillsgraph.api.access import Info, Published
from skillsgraph.api.types.verification import CredentialVerification, verification
from skillsgraph.errors import InputError
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.verifying import verify


@strawberry.type
class VerificationQuestions:
    @strawberry.field(
        description="Verifies a badge or another credential. It is stored nowhere.",
        extensions=[Published()],
    )
    async def verify_credential(
        self,
        info: Info,
        credential: Annotated[
            str | None,
            strawberry.argument(description="Its JSON, its compact JWT, or an SVG with it inside."),
        ] = None,
        image: Annotated[
            str | None, strawberry.argument(description="Instead, a PNG or SVG with it inside, as base64.")
        ] = None,
        recipients: Annotated[
            list[str] | None,
            strawberry.argument(description="Whom it should be about: e-mail addresses or identifiers."),
        ] = None,
        as_of: Annotated[
            datetime | None, strawberry.argument(description="The moment asked about, with its zone.")
        ] = None,
    ) -> CredentialVerification:
        data = data_of(credential, image)
        if as_of is not None and as_of.tzinfo is None:
            raise InputError("asOf has no zone.", hint="Write it as 2026-11-23T00:00:00Z.")
        asked = tuple(recipients or ())[:20]
        context = info.context
        office = Office.of(context.settings)
        return verification(await verify(context.graph, office, data, now=as_of, recipients=asked))


def data_of(credential: str | None, image: str | None) -> bytes:
    """The bytes of a credential that is given as text or as an image. Raises InputError."""
    if (credential is None) == (image is None):
        raise InputError("Give exactly one of credential and image.")
    if credential is not None:
        return credential.encode()
    try:
        return base64.b64decode(str(image), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InputError("The image is not written in base64.") from error
