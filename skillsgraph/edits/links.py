"""Links between credentials and skills, made and taken away."""

from collections.abc import Sequence

from skillsgraph.catalogue import check_skills, ids_by_uri
from skillsgraph.edits.checks import all_there, bounded, distinct, item, record
from skillsgraph.edits.items import Edited, Link, Named, SkillEdge
from skillsgraph.edits.once import Once, run
from skillsgraph.errors import DuplicateKey, NotFound
from skillsgraph.graph.access import Graph, Row, Transaction
from skillsgraph.model.ids import digest
from skillsgraph.statements import cypher


async def connect_skills(
    graph: Graph, edges: Sequence[SkillEdge], *, away: bool = False, once: Once | None = None
) -> list[Edited]:
    """Link credentials to skills, or take such links away; a link that is there already stays one.

    Raises:
        SkillNotFound, CredentialNotFound, RevisionConflict: Nothing was written.
        DuplicateKey: A link stands twice in the list, or a credential with two revisions.
        NotFound: A link to take away is not there.
    """
    bounded(edges)
    skills = await ids_by_uri(graph, "resolveSkills", [one.skill for one in edges])
    for place, one in enumerate(edges):
        with item(place):
            check_skills([one.skill], skills)
    rows = [_edge(place, one, skills[one.skill]) for place, one in enumerate(edges)]
    distinct([row["key"] for row in rows], "link")
    credentials = _named(edges)

    async def work(transaction: Transaction) -> list[Edited]:
        marks: list[Row] = [
            {"position": place, "id": one.id, "revision": one.revision, "set": {}}
            for place, one in enumerate(credentials)
        ]
        done = await transaction.run(cypher("editCredentials"), rows=marks)
        await all_there(transaction, done, credentials)
        if away:
            gone = {row["position"] for row in await transaction.run(cypher("disconnectSkills"), rows=rows)}
            for place, one in enumerate(edges):
                if place not in gone:
                    raise NotFound(f"Item {place}: {one.credential.uri!r} has no such link to {one.skill!r}.")
        else:
            for link, name in ((Link.TEACHES, "linkTaught"), (Link.ASSESSES, "linkAssessed")):
                await transaction.run(cypher(name), rows=[row for row in rows if row["link"] == link])
        await record(transaction, done)
        return [Edited(row["id"], row["uri"], row["revision"]) for row in done]

    return await run(graph, work, once)


def _named(edges: Sequence[SkillEdge]) -> list[Named]:
    """The credentials of some links, each once, with the revision that one of its links names."""
    first: dict[str, tuple[int, Named]] = {}
    for place, named in enumerate(one.credential for one in edges):
        before, known = first.setdefault(named.id, (place, named))
        if None not in (known.revision, named.revision) and known.revision != named.revision:
            raise DuplicateKey(
                f"Items {before} and {place} name {named.uri!r} with two revisions.",
                positions=[before, place],
            )
        if known.revision is None:
            first[named.id] = (place, named)
    return [named for _, named in first.values()]


def _edge(place: int, one: SkillEdge, skill: str) -> Row:
    return {
        "position": place,
        "credential": one.credential.id,
        "link": one.link,
        "skill": skill,
        "key": digest(one.link, one.credential.id, skill, one.level or "", size=13),
        "level": one.level,
        "source": "ISSUER",
    }
