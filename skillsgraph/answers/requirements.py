"""What job roles require, as rows of the graph."""

from collections.abc import Sequence
from operator import itemgetter

from skillsgraph.answers.columns import rows_of
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher


async def requirements_of_roles(graph: Graph, ids: Sequence[str]) -> dict[str, list[Row]]:
    """Of each role (id, uri, name, relation) of the skills that it requires, in the order of their ids."""
    found: dict[str, list[Row]] = {one: [] for one in ids}
    for row in await graph.read(cypher("requirementsOfRoles"), ids=sorted(found)) if found else ():
        found[row["role"]] = sorted(rows_of(row, "id", "uri", "name", "relation"), key=itemgetter("id"))
    return found
