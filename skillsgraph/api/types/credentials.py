"""The catalogue: credentials that can be earned, and who awards them."""

import strawberry

from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.api.access import Info
from skillsgraph.api.types.concepts import Node, Skill, from_row, skill
from skillsgraph.api.types.connection import After, Connection, First, related
from skillsgraph.api.types.programmes import CredentialRules, rules
from skillsgraph.graph.access import Row
from skillsgraph.model.credentials import CredentialKind, CredentialStatus, CreditUnit, OrganizationKind

strawberry.enum(CredentialKind, description="What is earned.")
strawberry.enum(CredentialStatus, description="Whether it is awarded now.")
strawberry.enum(OrganizationKind, description="What sort of organization it is.")


@strawberry.type(description="Who awards or provides credentials (Open Badges: Issuer).")
class Organization(Node):
    uri: str
    name: str
    kind: OrganizationKind
    description: str | None
    country: str | None
    homepage: str | None


@strawberry.type(description="What can be earned (Open Badges: Achievement; CTDL: Credential).")
class Credential(Node):
    uri: str
    name: str
    kind: CredentialKind
    status: CredentialStatus
    description: str | None
    criteria: str | None
    credits: float | None
    credit_unit: CreditUnit | None
    workload_hours: float | None
    languages: list[str]
    eqf_level: int | None

    @strawberry.field(description="(Credential)-[AWARDED_BY]->(Organization)")
    async def awarded_by(self, info: Info) -> Organization | None:
        rows = await info.context.related("credentialAwardedBy", self.id, afterName="", afterId="", first=1)
        return organization(rows[0]["node"]) if rows else None

    @strawberry.field(description="(Credential)-[TEACHES]->(Skill)")
    async def teaches(self, info: Info, first: First = 20, after: After = None) -> Connection[Skill]:
        return await related(info, "credentialTeaches", self.id, first, after, skill)

    @strawberry.field(description="(Credential)-[ASSESSES]->(Skill)")
    async def assesses(self, info: Info, first: First = 20, after: After = None) -> Connection[Skill]:
        return await related(info, "credentialAssesses", self.id, first, after, skill)

    @strawberry.field(
        description="(Credential)-[ENTRY|COMPLETION|RENEWAL]->(Rule): as trees and as sentences."
    )
    async def rules(self, info: Info) -> CredentialRules:
        found = await read_rules(info.context.graph, [str(self.id)])
        return rules(found.get(str(self.id), Rules()))


def credential(row: Row) -> Credential:
    unit = row.get("creditUnit")
    typed = {
        "kind": CredentialKind(row["kind"]),
        "status": CredentialStatus(row["status"]),
        "creditUnit": CreditUnit(unit) if unit else None,
        "languages": row.get("languages") or [],
    }
    return from_row(Credential, row | typed)


def organization(row: Row) -> Organization:
    return from_row(Organization, row | {"kind": OrganizationKind(row["kind"])})
