"""Badge classes of Open Badges 2.0 and achievements of 3.0 as credentials, with the skills they align to.

A credential that was issued holds its achievement, which is read; the person that it was issued to is not. An
alignment says that a badge is about a skill, and not that the skill was examined, so it counts as taught.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.ctdl.catalogue import kind_of
from skillsgraph.jsonld import Object, line_of, read_json
from skillsgraph.model.credentials import (
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    SkillRef,
)
from skillsgraph.model.text import language_of

_MARKS = (b'"BadgeClass"', b'"Achievement"')
_ACHIEVEMENTS = {"BadgeClass", "Achievement"}
_ISSUERS = {"Issuer", "Profile", "IssuerProfile"}
# Types of alignment that are no skills, in the vocabulary of Open Badges 3.0, and addresses of occupations.
_NO_SKILLS = {"ceterms:Credential", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel"}
_OCCUPATIONS = ("/esco/occupation/", "/esco/isco/", "/link/summary/")
_UNSAID = {
    *("creditsAvailable", "fieldOfStudy", "humanCode", "otherIdentifier", "related", "resultDescription"),
    *("specialization", "tag", "tags"),
}
_AGAIN = "Give a BadgeClass, an Achievement, or a credential that holds one."


class OpenBadgesReader:
    """The badges of one JSON document."""

    code = "openbadges"
    title = "Open Badges 2.0 badge classes and 3.0 achievements, JSON"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def read(self, path: Path, options: Options) -> Iterator[Offered | Skipped]:
        found = documents.find(path, _fits, "Open Badge")
        root = read_json(found.read(), found.name)
        badges = [*_badges(root, None)]
        if not badges:
            where = Where(found.name, line_of(root))
            raise SourceError("There is no badge class or achievement here.", where=where, hint=_AGAIN)
        issuers: dict[str, Object | None] = {}
        for badge, issuer in badges:
            uri = _issuer_uri(badge, issuer)
            issuers[uri] = issuers.get(uri) or (issuer if isinstance(issuer, Object) else None)
        for uri, profile in issuers.items():
            yield Offered(_organization(uri, profile), found.name, line_of(profile))
        for badge, issuer in badges:
            line = line_of(badge)
            if (own := _text(badge, "id", "@id")) and _text(badge, "name"):
                yield Offered(_credential(badge, own, _issuer_uri(badge, issuer)), found.name, line)
                for field, why in sorted(_unsaid(badge)):
                    yield Skipped(found.name, line, field, why)
            else:
                yield Skipped(found.name, line, "id", "The badge has no id or no name.")


READER = OpenBadgesReader()


def _fits(name: str, head: bytes) -> bool:
    return name.casefold().endswith("json") and any(mark in head for mark in _MARKS)


def _badges(value: Any, issuer: Any) -> Iterator[tuple[Object, Any]]:
    """Every badge in a document with who issues it: told beside the badge, or by what holds it."""
    if isinstance(value, list):
        for one in value:
            yield from _badges(one, issuer)
    elif isinstance(value, Object):
        own = value.get("creator") or value.get("issuer") or issuer
        if not _types(value).isdisjoint(_ACHIEVEMENTS):
            yield value, own
        for name in ("credentialSubject", "achievement", "badge", "@graph", "verifiableCredential", "badges"):
            yield from _badges(value.get(name), own)


def _types(value: Object) -> set[str]:
    found = value.get("type", value.get("@type"))
    return {str(one).rpartition(":")[2] for one in (found if isinstance(found, list) else [found])}


def _issuer_uri(badge: Object, issuer: Any) -> str:
    if isinstance(issuer, str) and ":" in issuer:
        return issuer
    if isinstance(issuer, Object) and (uri := _text(issuer, "id", "@id")):
        return uri
    uri = _text(badge, "id", "@id") or ""
    return f"https://{urlsplit(uri).netloc or 'unknown.invalid'}/"


# (:Organization)
def _organization(uri: str, profile: Object | None) -> Organization:
    profile = profile if profile is not None else Object()
    homepage = _text(profile, "url")
    return Organization(
        uri=uri,
        name=_text(profile, "name") or urlsplit(uri).netloc or uri,
        kind=OrganizationKind.OTHER,
        description=_text(profile, "description"),
        homepage=homepage if homepage and homepage.startswith("http") else None,
    )


# (:Credential)-[:TEACHES]->(:Skill), (:Credential)-[:PREPARES_FOR]->(:JobRole)
def _credential(badge: Object, uri: str, awarded_by: str) -> Credential:
    kind = _text(badge, "achievementType")
    language = _text(badge, "inLanguage", "@language")
    aligned = [*dict.fromkeys(one for one, target in _aligned(badge) if target not in _NO_SKILLS)]
    return Credential(
        uri=uri,
        name=_text(badge, "name") or uri,
        kind=kind_of((kind,)) or CredentialKind.BADGE if kind else CredentialKind.BADGE,
        awarded_by=awarded_by,
        description=_text(badge, "description"),
        criteria=_criteria(badge.get("criteria")),
        version=_text(badge, "version"),
        languages=(language_of(language),) if language else (),
        teaches=tuple(SkillRef(one) for one in aligned if not _is_occupation(one)),
        prepares_for=tuple(one for one in aligned if _is_occupation(one)),
    )


def _criteria(value: Any) -> str | None:
    if isinstance(value, list):
        return "\n".join(filter(None, map(_criteria, value))) or None
    if isinstance(value, Object):
        return _text(value, "narrative", "id", "@id")
    return value if isinstance(value, str) else None


def _aligned(badge: Object) -> Iterator[tuple[str, str | None]]:
    """What it is aligned to, and of which type that is, where it is told."""
    for name in ("alignment", "alignments"):
        found = badge.get(name)
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, Object) and (target := _text(one, "targetUrl")) and ":" in target:
                yield target, _text(one, "targetType")


def _is_occupation(uri: str) -> bool:
    return any(part in uri for part in _OCCUPATIONS)


def _unsaid(badge: Object) -> Iterator[tuple[str, str]]:
    """The fields of a badge that have no place, each with why."""
    for uri, target in _aligned(badge):
        if target in _NO_SKILLS:
            yield "alignment", f"A {target} is no skill: {uri[:200]}"
    for name in _UNSAID & badge.keys():
        yield name, f"The catalogue has no place for {name} of a badge."


def _text(thing: Object, *names: str) -> str | None:
    """The first text of some properties; of several languages, the first."""
    for name in names:
        value = thing.get(name)
        if isinstance(value, Object):
            value = value.get("@value") or next(iter(value.values()), None)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None
