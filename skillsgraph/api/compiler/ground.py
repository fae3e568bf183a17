"""What a plan rests on beside its operation: for whom it is made, and by which engine it is run."""

from dataclasses import dataclass

from skillsgraph.api.context import Context
from skillsgraph.api.limits import most_of
from skillsgraph.graph.dialect import ShortestPath


@dataclass(frozen=True, slots=True)
class Ground:
    """`most` is what a page may hold for the caller.

    `gated`: licences withhold some frameworks from the caller, whose ids are the parameter `$withheld`.
    """

    most: int
    gated: bool
    shortest_path: ShortestPath


def ground_of(context: Context) -> Ground:
    """The ground that a request stands on."""
    graph = context.graph
    return Ground(most_of(context.caller.name), bool(graph.withheld), graph.dialect.shortest_path)
