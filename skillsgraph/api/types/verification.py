"""The verification of a credential that somebody brings."""

import strawberry

from skillsgraph.credentials import result

strawberry.enum(
    result.Outcome, name="VerificationOutcome", description="A verification in one word; only one is good."
)
strawberry.enum(result.Result, name="CheckResult", description="How one check ended.")


@strawberry.type(description="One check of a verification.")
class VerificationCheck:
    code: str = strawberry.field(description="For programs: `proof`, `expired`, `issuer_binding_failed`, …")
    result: result.Result
    message: str = strawberry.field(description="For people.")


@strawberry.type(description="Whether a credential can be relied on, and why.")
class CredentialVerification:
    outcome: result.Outcome
    credential_id: str | None = strawberry.field(description="The identifier that the credential bears.")
    issuer: str | None = strawberry.field(description="The identifier of its issuer.")
    checks: list[VerificationCheck]
    members: list["CredentialVerification"] = strawberry.field(
        description="The credentials of a learner record, and endorsements."
    )


def verification(found: result.Verification) -> CredentialVerification:
    credential = found.credential or {}
    issuer = credential.get("issuer")
    issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
    identifier = credential.get("id")
    return CredentialVerification(
        outcome=found.outcome,
        credential_id=identifier if isinstance(identifier, str) else None,
        issuer=issuer if isinstance(issuer, str) else None,
        checks=[
            VerificationCheck(code=one.code, result=one.result, message=one.message) for one in found.checks
        ],
        members=[verification(one) for one in found.members],
    )
