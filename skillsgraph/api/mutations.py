"""The root of writes; what may be written comes from `writes/`."""

import strawberry

from skillsgraph.api.writes.applications import ApplicationWrites
from skillsgraph.api.writes.awards import AwardWrites
from skillsgraph.api.writes.catalogue import CatalogueWrites
from skillsgraph.api.writes.edits import EditWrites
from skillsgraph.api.writes.entry import EntryWrites
from skillsgraph.api.writes.issuing import IssuingWrites
from skillsgraph.api.writes.mappings import MappingWrites
from skillsgraph.api.writes.offers import OfferWrites
from skillsgraph.api.writes.people import PeopleWrites
from skillsgraph.api.writes.recognitions import RecognitionWrites
from skillsgraph.api.writes.sharing import SharingWrites
from skillsgraph.api.writes.versions import VersionWrites


@strawberry.type
class Mutation(
    CatalogueWrites,
    EditWrites,
    EntryWrites,
    MappingWrites,
    PeopleWrites,
    VersionWrites,
    AwardWrites,
    IssuingWrites,
    ApplicationWrites,
    OfferWrites,
    RecognitionWrites,
    SharingWrites,
):
    """Every write. Each field is one transaction, whole or not at all; several follow each other."""
