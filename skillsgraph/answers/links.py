"""How skills that are held bear on skills that are required: in one step, or in two over a skill between."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from skillsgraph.answers.credit import Links, kappa
from skillsgraph.answers.index.keeper import fresh_index_of
from skillsgraph.answers.model import Evidence, Link, Relation, Wanted
from skillsgraph.answers.policy import Policy
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher

_BACK = {
    Relation.NARROWER: Relation.BROADER,
    Relation.BROADER: Relation.NARROWER,
    Relation.EXACT: Relation.EXACT,
    Relation.CLOSE: Relation.CLOSE,
    Relation.RELATED: Relation.RELATED,
}


async def links_between(
    graph: Graph, evidence: Sequence[Evidence], wanted: Sequence[Wanted], policy: Policy
) -> Links:
    """The strongest link of each pair of a skill held and one required, where there is any."""
    return (await links_of_each(graph, [evidence], wanted, policy))[0]


async def links_of_each(
    graph: Graph, evidence: Sequence[Sequence[Evidence]], wanted: Sequence[Wanted], policy: Policy
) -> list[Links]:
    """The same for what each of several people holds, all read at once."""
    required = {one.skill.id for one in wanted}
    held = [{one.skill.id for one in each} for each in evidence]
    if not required or not any(held):
        return [{} for _ in evidence]
    near: dict[str, list[Row]] = defaultdict(list)
    for row in await neighbours(graph, required.union(*held)):
        near[row["id"]].append(row)
    return [
        join([row for one in sorted(each | required) for row in near[one]], each, required, policy)
        for each in held
    ]


async def neighbours(graph: Graph, skills: AbstractSet[str]) -> list[Row]:
    """What each skill bears on in one hop: from the index, and from the graph where that is not of today."""
    index = await fresh_index_of(graph)
    if index is not None:
        return index.kin.rows(sorted(skills))
    return await graph.read(cypher("neighbours"), ids=sorted(skills))


async def steps_to(graph: Graph, wanted: Sequence[Wanted], policy: Policy) -> Links:
    """How whatever skill bears on the required ones in one step: the links that rankings count."""
    rows = await neighbours(graph, {one.skill.id for one in wanted})
    found: dict[tuple[str, str], Link] = {}
    for row in rows:
        link = Link((_BACK[Relation(row["relation"])],))
        _keep(found, (row["other"], row["id"]), link, policy)
    return found


def join(rows: Sequence[Row], held: set[str], required: set[str], policy: Policy) -> Links:
    """Links from rows of (id, other, relation, children); `children` counts what stands below the other.

    Two skills below one parent are siblings; any other two steps are what their product says.
    """
    steps: dict[str, list[tuple[str, Relation, int]]] = defaultdict(list)
    arrivals: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for row in rows:
        relation = Relation(row["relation"])
        if row["id"] in held:
            steps[row["id"]].append((row["other"], relation, row["children"] or 0))
        if row["id"] in required:
            arrivals[row["other"]].append((row["id"], _BACK[relation]))
    found: dict[tuple[str, str], Link] = {}
    for one in sorted(steps):
        for middle, first, children in steps[one]:
            if middle in required:
                _keep(found, (one, middle), Link((first,)), policy)
            for end, second in arrivals.get(middle, ()):
                if end != one:
                    _keep(found, (one, end), _two(first, second, children), policy)
    return found


def _two(first: Relation, second: Relation, children: int) -> Link:
    if (first, second) == (Relation.NARROWER, Relation.BROADER):
        return Link((Relation.SIBLING,), max(children - 1, 1))
    return Link((first, second))


def _keep(found: dict[tuple[str, str], Link], pair: tuple[str, str], link: Link, policy: Policy) -> None:
    """The link that gives most; of equals the shorter, then the first by name."""
    if pair not in found or _rank(link, policy) > _rank(found[pair], policy):
        found[pair] = link


def _rank(link: Link, policy: Policy) -> tuple[float, int, str]:
    return (kappa(link, policy), -len(link.path), " ".join(link.path))


def worth_of(links: Mapping[tuple[str, str], Link], policy: Policy) -> dict[tuple[str, str], float]:
    """κ of each link."""
    return {pair: kappa(link, policy) for pair, link in links.items()}
