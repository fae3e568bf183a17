"""What vouches for organizations and credentials."""

import strawberry

from skillsgraph.api.compiler.table import enter
from skillsgraph.api.types.related import related


@enter
@strawberry.type(description="That somebody vouches for an organization or credential (ELM: Accreditation).")
class Accreditation:
    id: strawberry.ID
    type: str | None = strawberry.field(description="Such as institutional or of a programme.")
    scope: str | None
    since: str | None = strawberry.field(description="The first day on which it holds.")
    until: str | None = strawberry.field(description="The first day on which it no longer holds.")
    report_url: str | None

    granted_by = related("(this)-[:GRANTED_BY]->(other:Organization)", many=False, null=True)
    organizations = related("(this)-[:COVERS]->(other:Organization)")
    credentials = related("(this)-[:COVERS]->(other:Credential)")
