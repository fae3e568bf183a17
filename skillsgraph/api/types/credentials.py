"""The catalogue: credentials that can be earned, and who awards them."""

import strawberry

from skillsgraph.api.compiler.table import enter
from skillsgraph.api.types.concepts import Node, from_row
from skillsgraph.api.types.programmes import CredentialRules, all_of, rows_of, rule
from skillsgraph.api.types.recognised import recognised
from skillsgraph.api.types.related import reached, related, told
from skillsgraph.graph.access import Row
from skillsgraph.model.credentials import CredentialKind, CredentialStatus, CreditUnit, OrganizationKind

strawberry.enum(CredentialKind, description="What is earned.")
strawberry.enum(CredentialStatus, description="Whether it is awarded now.")
strawberry.enum(OrganizationKind, description="What sort of organization it is.")


@enter
@strawberry.type(description="Who awards or provides credentials (Open Badges: Issuer).")
class Organization(Node):
    uri: str
    name: str
    kind: OrganizationKind
    description: str | None
    country: str | None
    homepage: str | None
    email: str | None
    identifiers: list[str] | None = strawberry.field(description="Of registers, as `scheme: notation`.")
    part_of = related("(this)-[:PART_OF]->(other:Organization)", many=False, null=True)
    credentials = related("(this)<-[:AWARDED_BY]-(other:Credential)")
    provides = related("(this)<-[:PROVIDED_BY]-(other:Credential)")
    accreditations = related("(this)<-[:COVERS]-(other:Accreditation)")


_STEPS = {
    "steps": "size([link IN relationships(path) WHERE type(link) = 'ENTRY'])",
    "barred": "node:JobRole OR node.kind = 'NOT'",
}
_PARTS = {
    "steps": "size([link IN relationships(path) WHERE type(link) = 'COMPLETION'])",
    "barred": "node:JobRole OR node.kind = 'NOT' OR (node:Rule AND node.until IS NOT NULL)",
}


@enter
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
    national_levels: list[str] | None = strawberry.field(description="In national frameworks.")
    subjects: list[str] | None = strawberry.field(description="Such as those of ISCED-F.")
    duration: str | None = strawberry.field(description="The longest that it takes, in ISO 8601.")
    setting: str | None = strawberry.field(description="Formal or not, in the source's words.")
    grading_scheme: str | None
    members_only: bool | None = strawberry.field(description="Whether only members are awarded it.")
    by_application: bool | None = strawberry.field(description="Whether one applies for it, and is reviewed.")

    awarded_by = related("(this)-[:AWARDED_BY]->(other:Organization)", many=False, null=True)
    teaches = related("(this)-[:TEACHES]->(other:Skill)")
    assesses = related("(this)-[:ASSESSES]->(other:Skill)")
    assessments = related("(this)-[:ASSESSED_BY]->(other:Assessment)")
    offerings = related("(this)-[:HAS_OFFERING]->(other:Offering)")
    costs = related("(this)-[:COSTS]->(other:Cost)")
    provided_by = related("(this)-[:PROVIDED_BY]->(other:Organization)")
    prepares_for = related("(this)-[:PREPARES_FOR]->(other:JobRole)")
    recognises = related(
        "(this)<-[:RECOGNISED_AS]-(other:Credential)",
        says="(this)<-[:RECOGNISED_AS]-(other:Credential): whose holders are credited with this one.",
    )
    recognised_by = related(
        "(this)-[:RECOGNISED_AS]->(other:Credential)",
        says="(this)-[:RECOGNISED_AS]->(other:Credential): what its holders are credited with.",
    )
    standing_recognitions = recognised()
    accreditations = related("(this)<-[:COVERS]-(other:Accreditation)")

    prerequisites = reached(
        "(this)-[:ENTRY|OPTION*2..16]->(other:Credential)",
        "The credentials that its entry rules name, alternatives too, and those that these ask for.",
        **_STEPS,
    )
    prerequisite_of = reached(
        "(this)<-[:ENTRY|OPTION*2..16]-(other:Credential)",
        "The credentials whose entry rules name it, and those that ask for these.",
        **_STEPS,
    )

    part_of = reached(
        "(this)<-[:COMPLETION|OPTION*2..16]-(other:Credential)",
        "The credentials whose completion rules name it, and those that these are a part of (stacking).",
        **_PARTS,
    )
    parts = reached(
        "(this)-[:COMPLETION|OPTION*2..16]->(other:Credential)",
        "The credentials that its completion rules name, alternatives too, and the parts of these.",
        **_PARTS,
    )
    rules = told(
        rows_of("ENTRY|COMPLETION|RENEWAL"),
        CredentialRules,
        all_of,
        "(Credential)-[ENTRY|COMPLETION|RENEWAL]->(Rule): as trees and as sentences.",
    )
    entry = rule("entry", "What one must bring to begin.")
    completion = rule("completion", "What one must bring to be awarded it, by today's rule.")
    renewal = rule("renewal", "What one must bring to keep it.")


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
