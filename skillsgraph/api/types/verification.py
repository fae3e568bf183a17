"""The verification of a credential that somebody brings, and what of it the graph does not know."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.credentials import result
from skillsgraph.credentials.content import content_of
from skillsgraph.learners.badges import signed_here
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.linking import Unlinked, link

if TYPE_CHECKING:
    from skillsgraph.api.types.badges import BadgeLinks

strawberry.enum(
    result.Outcome, name="VerificationOutcome", description="A verification in one word; only one is good."
)
strawberry.enum(result.Result, name="CheckResult", description="How one check ended.")


@strawberry.type(description="One check of a verification.")
class VerificationCheck:
    code: str = strawberry.field(description="For programs: `proof`, `expired`, `issuer_binding_failed`, …")
    result: result.Result
    message: str = strawberry.field(description="For people.")


strawberry.enum(Unlinked, name="UnlinkedReason", description="Why something in a badge is not linked.")


@strawberry.type(description="What a badge names and is not linked: a skill, or its achievement.")
class UnlinkedReference:
    reason: Unlinked
    target: str | None = strawberry.field(description="Its address, or else its code.")
    name: str | None
    framework: str | None


@strawberry.type(description="Whether a credential can be relied on, and why.")
class CredentialVerification:
    outcome: result.Outcome
    credential_id: str | None = strawberry.field(description="The identifier that the credential bears.")
    issuer: str | None = strawberry.field(description="The identifier of its issuer.")
    checks: list[VerificationCheck]
    members: list["CredentialVerification"] = strawberry.field(
        description="The credentials of a learner record, and endorsements."
    )
    found: strawberry.Private[result.Verification | None]

    @strawberry.field(
        description="What `addAward` would link it to; null for what is no award, and in `members`."
    )
    async def links(
        self, info: Info
    ) -> Annotated["BadgeLinks", strawberry.lazy("skillsgraph.api.types.badges")] | None:
        from skillsgraph.api.types.badges import links_of

        if self.found is None:
            return None
        try:
            content = content_of(self.found.whole)
        except result.Refusal:
            return None
        own = signed_here(Office.of(info.context.settings), content.issuer)
        return links_of(await link(info.context.graph, content, own))


def verification(found: result.Verification, *, whole: bool = True) -> CredentialVerification:
    credential = found.credential or {}
    issuer = credential.get("issuer")
    issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
    identifier = credential.get("id")
    return CredentialVerification(
        outcome=found.outcome,
        credential_id=identifier if isinstance(identifier, str) else None,
        issuer=issuer if isinstance(issuer, str) else None,
        checks=[check(one.as_dict()) for one in found.checks],
        members=[verification(one, whole=False) for one in found.members],
        found=found if whole else None,
    )


def check(found: Mapping[str, str]) -> VerificationCheck:
    return VerificationCheck(
        code=found["code"], result=result.Result(found["result"]), message=found["message"]
    )


def unlinked(found: Mapping[str, Any]) -> UnlinkedReference:
    return UnlinkedReference(**{**found, "reason": Unlinked(found["reason"])})
