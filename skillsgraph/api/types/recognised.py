"""What holders of other credentials are credited with, as answers show it."""

from typing import Any

import strawberry

from skillsgraph.api.types.related import told


@strawberry.type(
    description="A decision on all awards of a credential: its holders are credited with another."
)
class StandingRecognition:
    uri: str = strawberry.field(description="Of the credential that is recognised.")
    name: str = strawberry.field(description="Its name.")
    credits: float | None = strawberry.field(
        description="The most that it carries, in the unit of what it stands for; null: all of it."
    )
    since: str | None = strawberry.field(description="The first day on which it holds, in ISO 8601.")
    until: str | None = strawberry.field(description="The first day on which it no longer does.")
    source: str | None = strawberry.field(description="The address of the agreement.")


_NAMES = ("uri", "name", "credits", "since", "until", "source")
_ROWS = (
    "COLLECT { MATCH (this)<-[link:RECOGNISED_AS]-(one:Credential) WITH link, one ORDER BY one.uri"
    " RETURN [one.uri, one.name, link.credits, link.since, link.until, link.source] }"
)


def recognised() -> Any:
    """What a credential recognises, with the terms of each."""
    return told(
        _ROWS,
        list[StandingRecognition],
        lambda rows: [StandingRecognition(**dict(zip(_NAMES, row, strict=True))) for row in rows],
        "(Credential)<-[RECOGNISED_AS]-(Credential): what it recognises, with credits and dates.",
    )
