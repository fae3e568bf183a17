"""A framework as CTDL-ASN in JSON-LD, with the prefixes that its publisher uses."""

from collections import defaultdict
from typing import Any

from skillsgraph.frameworks.kinds import kind_of
from skillsgraph.frameworks.saying import without_gaps
from skillsgraph.frameworks.writing import Content, Losses, Written, as_json
from skillsgraph.model.frameworks import (
    AtLevel,
    Collection,
    ConceptType,
    Contains,
    HasLevel,
    Level,
    Match,
    MatchKind,
    Related,
    Scale,
    Skill,
    SkillKind,
    TermKind,
    Text,
    TextKind,
)

CONTEXT = "https://credreg.net/ctdlasn/schema/context/json"
_WORDS = {kind: kind.value.replace("_", " ").title() for kind in SkillKind}
_ALIGNMENTS = {
    MatchKind.EXACT: "exactAlignment",
    MatchKind.CLOSE: "majorAlignment",
    MatchKind.BROAD: "broadAlignment",
    MatchKind.NARROW: "narrowAlignment",
    MatchKind.RELATED: "minorAlignment",
}
_KNOWN = {*_ALIGNMENTS.values(), "prerequisiteAlignment", "alignTo", "alignFrom", "derivedFrom"}


def write(content: Content) -> Written:
    """The framework, its competencies, scales and collections."""
    writer = _Writer(content)
    nodes = [*writer.root(), *map(writer.competency, content.skills.values()), *writer.others()]
    content.count_unsaid(
        writer.losses, Related, Match, Text, Collection, Contains, Scale, Level, HasLevel, AtLevel
    )
    document = {"@context": CONTEXT, "@graph": nodes}
    return Written(as_json(document), writer.losses.said())


class _Writer:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.losses = Losses()
        self.language = content.framework.language
        self.above: dict[str, list[str]] = defaultdict(list)
        self.below: dict[str, list[str]] = defaultdict(list)
        for one in content.broader(ConceptType.SKILL):
            self.above[one.narrower].append(one.broader)
            self.below[one.broader].append(one.narrower)
        self.levels: dict[str, list[str]] = defaultdict(list)
        for placed in content.of(AtLevel):
            self.levels[placed.concept].append(placed.level)
        self.texts: dict[str, dict[str, str]] = defaultdict(dict)
        for text in content.of(Text):
            if text.kind is TextKind.DESCRIPTION:
                self.texts[text.concept][text.language] = text.text
        self.aligned = self._aligned()

    def root(self) -> list[dict[str, Any]]:
        """The framework, unless it is a scheme of levels, which then says it all itself."""
        schemes = {one.uri for one in self.content.of(Scale)}
        return [] if self.content.framework.uri in schemes else [self.framework()]

    def framework(self) -> dict[str, Any]:
        found = self.content.framework
        return without_gaps(
            {
                "@id": found.uri,
                "@type": "ceasn:CompetencyFramework",
                "ceterms:ctid": _ctid(found.uri),
                "ceasn:name": {self.language: found.name},
                "ceasn:description": self._in_language(found.description),
                "ceasn:inLanguage": [self.language],
                "ceasn:publisherName": self._in_language(found.publisher),
                "ceasn:license": found.licence_uri or found.licence,
                "ceasn:rightsStatement": self._in_language(found.attribution),
                "ceasn:versionIdentifier": found.version,
                "ceasn:dateModified": found.released_on,
                "ceasn:hasTopChild": [uri for uri in self.content.skills if not self.above[uri]],
            }
        )

    def competency(self, skill: Skill) -> dict[str, Any]:
        kind = skill.source_type
        if kind is None and kind_of(None, bool(self.below[skill.uri])) is not skill.kind:
            kind = _WORDS[skill.kind]
        self._count(skill)
        known = self.content.framework.uri
        return without_gaps(
            {
                "@id": skill.uri,
                "@type": "ceasn:Competency",
                "ceterms:ctid": _ctid(skill.uri),
                "ceasn:competencyLabel": self._labels(skill),
                "ceasn:competencyText": self._texts(skill),
                "ceasn:competencyCategory": self._in_language(kind),
                "ceasn:comment": self._in_language(skill.scope_note),
                "ceasn:codedNotation": skill.code,
                "ceasn:conceptKeyword": self._in_language(list(skill.keywords)),
                "ceasn:localSubject": self._in_language(list(skill.subjects)),
                "ceasn:educationLevelType": list(skill.education_levels),
                "ceasn:license": skill.licence,
                "ceasn:publicationStatusType": skill.status,
                "ceasn:dateModified": skill.modified_on,
                "ceasn:isPartOf": known,
                "ceasn:isTopChildOf": known if not self.above[skill.uri] else None,
                "ceasn:isChildOf": self.above[skill.uri],
                "ceasn:hasChild": self.below[skill.uri],
                "ceasn:complexityLevel": self.levels[skill.uri],
                "skos:altLabel": self._by_language(skill, TermKind.ALTERNATIVE),
                **self.aligned.get(skill.uri, {}),
            }
        )

    def others(self) -> list[dict[str, Any]]:
        schemes: dict[str, list[str]] = defaultdict(list)
        for step in self.content.of(HasLevel):
            schemes[step.level].append(step.scale)
        members: dict[str, list[str]] = defaultdict(list)
        for one in self.content.of(Contains):
            members[one.collection].append(one.concept)
        scales: list[dict[str, Any]] = [
            {
                **(self.framework() if one.uri == self.content.framework.uri else {}),
                "@id": one.uri,
                "@type": "skos:ConceptScheme",
                "ceasn:name": one.name,
                "ceasn:description": one.description,
            }
            for one in self.content.of(Scale)
        ]
        levels = [
            {
                "@id": one.uri,
                "@type": "skos:Concept",
                "skos:prefLabel": {self.language: one.name},
                "skos:notation": one.code,
                "skos:definition": self._in_language(one.description),
                "skos:inScheme": schemes[one.uri],
            }
            for one in sorted(self.content.of(Level), key=lambda level: level.rank)
        ]
        collections = [
            {
                "@id": one.uri,
                "@type": "ceterms:Collection",
                "ceterms:name": {self.language: one.name},
                "ceterms:hasMember": members[one.uri],
            }
            for one in self.content.of(Collection)
        ]
        return [without_gaps(one) for one in (*scales, *levels, *collections)]

    def _labels(self, skill: Skill) -> dict[str, Any]:
        found = {
            one.language: one.text
            for one in self.content.terms(skill.uri, TermKind.PREFERRED)
            if one.language != self.language
        }
        return {self.language: skill.name, **found}

    def _texts(self, skill: Skill) -> dict[str, Any]:
        return {self.language: skill.description or skill.name, **self.texts[skill.uri]}

    def _by_language(self, skill: Skill, kind: TermKind) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.content.terms(skill.uri, kind):
            found[one.language].append(one.text)
        return dict(found)

    def _aligned(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for related in self.content.of(Related):
            if related.relation in _KNOWN:
                found[related.skill][f"ceasn:{related.relation}"].append(related.other)
            else:
                self.losses.count("relations of kinds that CTDL-ASN has not")
        for match in self.content.of(Match):
            if match.subject.uri in self.content.skills and match.object.uri:
                relation = match.source_type if match.source_type in _KNOWN else _ALIGNMENTS[match.kind]
                found[match.subject.uri or ""][f"ceasn:{relation}"].append(match.object.uri)
                self.losses.count("confidences of matches", match.confidence is not None)
            else:
                self.losses.count("matches of other concepts")
        return found

    def _count(self, skill: Skill) -> None:
        self.losses.count("hidden labels", len(self.content.terms(skill.uri, TermKind.HIDDEN)))
        for value, what in (
            (skill.definition, "definitions"),
            (skill.reuse_level, "reuse levels"),
            (skill.categories, "categories"),
            (skill.author, "authors"),
            (skill.valid_from or skill.valid_until, "periods of validity"),
        ):
            self.losses.count(what, bool(value))

    def _in_language(self, value: str | list[str] | None) -> dict[str, Any] | None:
        return {self.language: value} if value else None


def _ctid(uri: str) -> str | None:
    own = uri.rstrip("/").rpartition("/")[2]
    return own if own.startswith("ce-") else None
