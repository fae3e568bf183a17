"""A framework as a CASE 1.1 package, valid by the official JSON Schema of 1EdTech."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

from skillsgraph.frameworks.kinds import kind_of
from skillsgraph.frameworks.saying import without_gaps
from skillsgraph.frameworks.writing import Content, Losses, Written, as_json
from skillsgraph.model.frameworks import (
    ConceptType,
    HasLevel,
    Level,
    Match,
    MatchKind,
    Related,
    ReplacedBy,
    Scale,
    Skill,
    SkillKind,
    TermKind,
)

TYPES = (
    *("isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy"),
    *("exemplar", "hasSkillLevel", "isTranslationOf"),
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
_NEVER = "1970-01-01"
_WORDS = {kind: kind.value.replace("_", " ").title() for kind in SkillKind}


def write(content: Content) -> Written:
    """The package. Job roles and what they require have no place in it, and are counted as lost."""
    writer = _Writer(content)
    package: dict[str, Any] = {
        "CFDocument": writer.document(),
        "CFItems": [writer.item(skill) for skill in content.skills.values()],
        "CFAssociations": [*writer.associations()],
    }
    if rubrics := [*writer.rubrics()]:
        package["CFRubrics"] = rubrics
    content.count_unsaid(writer.losses, Related, ReplacedBy, Match, Scale, Level, HasLevel)
    return Written(as_json(package), writer.losses.said())


class _Writer:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.losses = Losses()
        framework = content.framework
        self.changed = _time(framework.released_on or _NEVER)
        self.parents = {one.broader for one in content.broader(ConceptType.SKILL)}
        self.root = _link(framework.uri, framework.name)

    def document(self) -> dict[str, Any]:
        framework = self.content.framework
        licence = framework.licence_uri or framework.licence
        return without_gaps(
            {
                "identifier": identifier_of(framework.uri),
                "uri": framework.uri,
                "caseVersion": "1.1",
                "creator": framework.publisher or "unknown",
                "title": framework.name,
                "lastChangeDateTime": self.changed,
                "publisher": framework.publisher,
                "description": framework.description,
                "language": framework.language,
                "version": framework.version,
                "licenseURI": _link(licence, framework.licence or licence) if licence else None,
                "notes": framework.attribution,
            }
        )

    def item(self, skill: Skill) -> dict[str, Any]:
        whole = skill.description or skill.name
        kind = skill.source_type
        if kind is None and kind_of(None, skill.uri in self.parents) is not skill.kind:
            kind = _WORDS[skill.kind]
        self._count_words(skill)
        return without_gaps(
            {
                "identifier": identifier_of(skill.uri),
                "fullStatement": whole,
                "alternativeLabel": self._alternative(skill),
                "CFItemType": kind,
                "uri": skill.uri,
                "humanCodingScheme": skill.code,
                "abbreviatedStatement": skill.name if skill.name != whole else None,
                "conceptKeywords": list(skill.keywords),
                "notes": skill.scope_note,
                "subject": list(skill.subjects),
                "language": next(iter(skill.languages), None),
                "educationLevel": list(skill.education_levels),
                "licenseURI": _link(skill.licence, skill.licence) if skill.licence else None,
                "statusStartDate": skill.valid_from,
                "statusEndDate": skill.valid_until,
                "lastChangeDateTime": _time(skill.modified_on) if skill.modified_on else self.changed,
            }
        )

    def _alternative(self, skill: Skill) -> str | None:
        found = self.content.terms(skill.uri, TermKind.ALTERNATIVE)
        return found[0].text if found else None

    def _count_words(self, skill: Skill) -> None:
        others = self.content.terms(skill.uri, TermKind.ALTERNATIVE)[1:]
        self.losses.count("alternative labels beyond the first of an item", len(others))
        self.losses.count("hidden labels", len(self.content.terms(skill.uri, TermKind.HIDDEN)))
        names = [one for one in self.content.terms(skill.uri, TermKind.PREFERRED) if one.text != skill.name]
        self.losses.count("names in other languages", len(names))
        for value, what in (
            (skill.definition, "definitions"),
            (skill.status, "statuses"),
            (skill.reuse_level, "reuse levels"),
            (skill.categories, "categories"),
            (skill.author, "authors"),
        ):
            self.losses.count(what, bool(value))

    def associations(self) -> Iterator[dict[str, Any]]:
        skills = self.content.skills
        hierarchy = self.content.broader(ConceptType.SKILL)
        below = {one.narrower for one in hierarchy}
        for skill in skills.values():
            if skill.uri not in below:
                yield self._joined("isChildOf", self._node(skill.uri), self.root)
        for one in hierarchy:
            yield self._joined("isChildOf", self._node(one.narrower), self._node(one.broader))
        for successor in self.content.of(ReplacedBy):
            if successor.concept_type is ConceptType.SKILL:
                yield self._joined(
                    "replacedBy", self._node(successor.concept), self._node(successor.successor)
                )
        for related in self.content.of(Related):
            if related.concept_type is ConceptType.SKILL:
                yield self._joined(
                    self._type(related.relation), self._node(related.skill), self._node(related.other)
                )
        for match in self.content.of(Match):
            if match.subject.uri and match.object.uri:
                yield self._matched(match)

    def _type(self, relation: str) -> str:
        """One of CASE's types, or an extension of them."""
        if relation in TYPES or re.fullmatch(r"ext:[\w.|-]+", relation):
            return relation
        return f"ext:{re.sub(r'[^A-Za-z0-9._-]', '-', relation)}"

    def _matched(self, match: Match) -> dict[str, Any]:
        relation = match.source_type if match.source_type in TYPES else None
        if relation is None:
            relation = "exactMatchOf" if match.kind is MatchKind.EXACT else "isRelatedTo"
            self.losses.count("kinds of matches (written as isRelatedTo)", match.kind is not MatchKind.EXACT)
        self.losses.count("confidences of matches", match.confidence is not None)
        ends = [
            self._node(uri, reference.name)
            for reference, uri in ((match.subject, match.subject.uri), (match.object, match.object.uri))
            if uri
        ]
        return self._joined(relation, *ends, date=match.date, notes=match.comment)

    def _node(self, uri: str, name: str | None = None) -> dict[str, str]:
        skill = self.content.skills.get(uri)
        return _link(uri, name or (skill.name if skill else uri))

    def _joined(
        self,
        relation: str,
        origin: dict[str, str],
        end: dict[str, str],
        *,
        date: str | None = None,
        notes: str | None = None,
    ) -> dict[str, Any]:
        own = str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((relation, origin["uri"], end["uri"]))))
        return without_gaps(
            {
                "identifier": own,
                "associationType": relation,
                "uri": f"urn:uuid:{own}",
                "originNodeURI": origin,
                "destinationNodeURI": end,
                "lastChangeDateTime": _time(date) if date else self.changed,
                "notes": notes,
            }
        )

    def rubrics(self) -> Iterator[dict[str, Any]]:
        """Each scale as the one criterion of a rubric."""
        levels = {level.uri: level for level in self.content.of(Level)}
        for scale in self.content.of(Scale):
            own = identifier_of(scale.uri)
            rubric = str(uuid.uuid5(uuid.NAMESPACE_URL, f"rubric {scale.uri}"))
            found = [levels[one.level] for one in self.content.of(HasLevel) if one.scale == scale.uri]
            criterion = {
                "identifier": own,
                "uri": scale.uri,
                "category": scale.name,
                "description": scale.description,
                "lastChangeDateTime": self.changed,
                "CFRubricCriterionLevels": [
                    without_gaps(
                        {
                            "identifier": identifier_of(level.uri),
                            "uri": level.uri,
                            "quality": level.name,
                            "description": level.description,
                            "score": float(level.rank),
                            "lastChangeDateTime": self.changed,
                        }
                    )
                    for level in found
                ],
            }
            yield {
                "identifier": rubric,
                "uri": f"urn:uuid:{rubric}",
                "lastChangeDateTime": self.changed,
                "CFRubricCriteria": [without_gaps(criterion)],
            }


def identifier_of(uri: str) -> str:
    """The UUID that a uri ends with; else one that is made of it, always the same."""
    found = _UUID.search(uri.casefold())
    return found.group() if found else str(uuid.uuid5(uuid.NAMESPACE_URL, uri))


def _link(uri: str, title: str) -> dict[str, str]:
    return {"title": " ".join(title.split()), "identifier": identifier_of(uri), "uri": uri}


def _time(day: str) -> str:
    return day if "T" in day else f"{day}T00:00:00Z"
