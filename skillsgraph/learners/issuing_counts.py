"""How many took each step towards a credential, from the application to the renewal."""

from dataclasses import dataclass
from datetime import UTC, datetime

from skillsgraph.answers import refs
from skillsgraph.answers.model import Ref
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Caller, now
from skillsgraph.learners.records import require_issuer
from skillsgraph.model.issuing import ApplicationStatus, OfferStatus
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class IssuingCounts:
    """Counts of a credential by status; records that were erased are counted nowhere.

    Of the awards, `valid` leaves out the `expired`; `signed` have a signed badge, `renewals` renew another.
    """

    applications: dict[ApplicationStatus, int]
    offers: dict[OfferStatus, int]
    awards: dict[AwardStatus, int]
    expired: int
    signed: int
    renewals: int


async def issuing_counts(graph: Graph, credential: Ref, caller: Caller) -> IssuingCounts:
    """The counts of one credential, for whoever awards it.

    Raises:
        CredentialNotFound: It is not in the graph.
        Forbidden: The caller does not act for the organization that awards it.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    await require_issuer(graph, named.id, caller)
    applied = await graph.read(cypher("countApplications"), credential=named.id)
    offered = await graph.read(cypher("countOffers"), credential=named.id, now=now())
    today = datetime.now(UTC).date().isoformat()
    awarded = await graph.read(cypher("countAwards"), credential=named.id, today=today)
    by_status = {row["status"]: row["number"] for row in awarded}
    return IssuingCounts(
        applications=dict.fromkeys(ApplicationStatus, 0)
        | {ApplicationStatus(row["status"]): row["number"] for row in applied},
        offers=dict.fromkeys(OfferStatus, 0) | {OfferStatus(row["status"]): row["number"] for row in offered},
        awards={one: by_status.get(one.value, 0) for one in AwardStatus},
        expired=by_status.get("EXPIRED", 0),
        signed=sum(row["signed"] for row in awarded),
        renewals=sum(row["renewals"] for row in awarded),
    )
