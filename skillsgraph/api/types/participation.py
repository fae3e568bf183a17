"""Where one takes part, by the name that it has in GraphQL."""

import strawberry

from skillsgraph.model.credentials import Participation

__all__ = ["Participation"]

strawberry.enum(Participation, name="ParticipationMode", description="Where one takes part.")
