"""Links by which learners show awards to others, as their owners see them."""

import strawberry

from skillsgraph.api.types.concepts import Node
from skillsgraph.graph.access import Row
from skillsgraph.learners.share import ShareField

strawberry.enum(ShareField, description="What a link may show. BADGE: the signed document.")


@strawberry.type(description="(Learner)-[SHARES]->(ShareLink)")
class ShareLink(Node):
    awards: list[strawberry.ID]
    fields: list[ShareField]
    created_at: str
    until: str
    most_uses: int
    uses: int = strawberry.field(description="How often it was opened.")
    last_used_at: str | None
    withdrawn_at: str | None


def share_link(row: Row) -> ShareLink:
    return ShareLink(
        id=row["id"],
        awards=list(row["awards"]),
        fields=[ShareField(one) for one in row["fields"]],
        created_at=row["createdAt"],
        until=row["until"],
        most_uses=row["mostUses"],
        uses=row["uses"],
        last_used_at=row.get("lastUsedAt"),
        withdrawn_at=row.get("withdrawnAt"),
    )
