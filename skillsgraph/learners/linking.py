"""From what a badge names to the graph: skills, and the credential of the catalogue that it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.credentials.content import Content, Reference
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher


class Unlinked(StrEnum):
    """Why something that a badge names is not linked."""

    SKILL_NOT_FOUND = "SKILL_NOT_FOUND"
    ACHIEVEMENT_NOT_FOUND = "ACHIEVEMENT_NOT_FOUND"
    ANOTHER_ISSUER = "ANOTHER_ISSUER"
    MEMBER_REFUSED = "MEMBER_REFUSED"


@dataclass(frozen=True, slots=True)
class Missing:
    """What a badge names and is not linked: by its address, or else its code, and its name."""

    reason: Unlinked
    target: str | None
    name: str | None
    framework: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        return {
            "reason": self.reason,
            "target": self.target,
            "name": self.name,
            "framework": self.framework,
        }


@dataclass(frozen=True, slots=True)
class Links:
    """What a badge is linked to. `organization` is the issuer, if it is one of the graph."""

    skills: tuple[tuple[Named, Reference], ...]
    credential: Named | None
    organization: str | None
    missing: tuple[Missing, ...]
    members: tuple[str, ...] = ()  # the awards of a record


async def link(graph: Graph, content: Content, own: str | None) -> Links:
    """Look up what a badge names.

    A skill is found by its uri, then by its code within the framework that is named. The achievement is a
    credential of the catalogue only if the badge's issuer is the organization that awards it there: anybody
    can write the address of somebody else's achievement into a badge.

    Args:
        own: The organization of the graph that has signed the badge on this server, if one has.
    """
    named = await _skills(graph, content.references)
    skills = {skill.id: (skill, one) for one, skill in reversed(named) if skill is not None}
    missing = [
        Missing(Unlinked.SKILL_NOT_FOUND, one.uri or one.code, one.name, one.framework)
        for one, skill in named
        if skill is None
    ]
    organization = own or await organization_of(graph, content.issuer)
    credential = await graph.read_one(
        cypher("achievementOf"), id=make_id("credential", content.achievement or "")
    )
    if credential is None:
        missing.append(Missing(Unlinked.ACHIEVEMENT_NOT_FOUND, content.achievement, content.name))
    elif credential["issuer"]["id"] != organization:
        missing.append(Missing(Unlinked.ANOTHER_ISSUER, content.achievement, content.name))
        credential = None
    return Links(
        tuple(reversed(skills.values())),
        _named(credential["credential"]) if credential else None,
        organization,
        tuple(missing),
    )


async def organization_of(graph: Graph, issuer: str) -> str | None:
    """The organization of the graph that has this identifier, if there is one."""
    row = await graph.read_one(cypher("issuerOf"), id=make_id("org", issuer))
    return str(row["id"]) if row else None


def _named(row: Row) -> Named:
    return Named(row["id"], row["uri"], row["name"])


async def _skills(graph: Graph, references: Sequence[Reference]) -> list[tuple[Reference, Named | None]]:
    spellings = [(place, ref) for place, one in enumerate(references) for ref in _spellings(one)]
    found = await refs.skills_found(graph, [ref for _, ref in spellings])
    first: dict[int, Named] = {}
    for (place, _), skill in zip(spellings, found, strict=True):
        if skill is not None:
            first.setdefault(place, skill)
    return [(one, first.get(place)) for place, one in enumerate(references)]


def _spellings(one: Reference) -> Iterator[Ref]:
    """The ways in which the graph may know what is named, the likeliest first."""
    for uri in dict.fromkeys(_addresses(one.uri)) if one.uri else ():
        yield Ref(uri=uri)
    if one.code and one.framework:
        yield Ref(code=one.code, framework=one.framework)


def _addresses(uri: str) -> Iterator[str]:
    """As it stands, by the other scheme, what a page is about (ESCO), a registry's other view (CTDL)."""
    yield uri
    for one, other in (("https://", "http://"), ("http://", "https://")):
        if uri.startswith(one):
            yield other + uri.removeprefix(one)
    parts = urlsplit(uri)
    yield from parse_qs(parts.query).get("uri", ())[:1]
    if "/graph/" in uri:
        yield uri.replace("/graph/", "/resources/")
    if parts.path.rpartition("/")[2].startswith("ce-"):
        yield f"https://credentialengineregistry.org/resources/{parts.path.rpartition('/')[2]}"
