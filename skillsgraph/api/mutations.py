"""The root of writes; what may be written comes from `writes/`."""

import strawberry

from skillsgraph.api.writes.catalogue import CatalogueWrites


@strawberry.type
class Mutation(CatalogueWrites):
    """Every write."""
