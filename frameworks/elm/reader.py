"""What can be learned, of a European Digital Credential or a catalogue in ELM v3 (JSON-LD, or XML).

Qualifications, learning opportunities and achievement specifications are credentials, with their ESCO skills,
credits, EQF level and assessment; an activity is a time at which one can take part, and the occupations that
something entitles to are what it prepares for. The person that a
credential was issued to is not read, and what shows or checks that one document is its verifier's affair.
Addresses that are valid in their document only (`urn:epass:…`) are made ones that hold everywhere.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.ctdl.graph import Graph, local
from skillsgraph.frameworks.ctdl.node import Node
from skillsgraph.frameworks.elm import values
from skillsgraph.frameworks.elm.words import COUNTRIES, LANGUAGES, METHODS, MODES
from skillsgraph.frameworks.elm.xml import nodes_of
from skillsgraph.model.credentials import (
    Assessment,
    AssessmentMethod,
    Credential,
    CredentialKind,
    Offering,
    Organization,
    OrganizationKind,
    Participation,
    SkillRef,
)

_CREDENTIALS = (
    "Qualification",
    "LearningOpportunity",
    "LearningAchievementSpecification",
    "LearningProgramme",
)
_MARKS = (b"data.europa.eu/snb/model", b"urn:epass:")
_USED = {  # what is read into a credential or an organization, wholly or as far as the catalogue has words
    *(*_CREDENTIALS, "Organisation", "LearningOutcome", "CreditPoint", "Concept", "ConceptScheme", "Note"),
    *("LearningAchievement", "LearningAssessment", "LearningAssessmentSpecification", "AwardingProcess"),
    *("Location", "Address", "WebResource", "VerifiableCredential", "EuropeanDigitalCredential"),
    *("Group", "ContactPoint", "Mailbox", "Identifier", "LegalIdentifier", "GradingScheme"),
    *("LearningActivity", "LearningActivitySpecification", "PeriodOfTime", "PriceDetail", "Amount"),
}
_ENTITLEMENTS = ("LearningEntitlement", "LearningEntitlementSpecification")
_OCCUPATIONS = ("limitOccupation", "limitNationalOccupation")
_NOT_CATALOGUE = {  # of the holder; or how this one document looks, and by what it is checked
    *("Person", "DisplayParameter", "IndividualDisplay", "DisplayDetail", "MediaObject"),
    "ShaclValidator2017",
}


class ElmReader:
    """One credential or catalogue."""

    code = "elm"
    title = "European Learning Model v3, JSON-LD or XML"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def read(self, path: Path, options: Options) -> Iterator[Offered | Skipped]:
        found = documents.find(path, _fits, "ELM document")
        data, is_xml = found.read(), found.name.casefold().endswith(".xml")
        graph = Graph(data, found.name, nodes_of(data, found.name) if is_xml else None)
        elm = _Elm(graph, options.language or "en")
        if not elm.credentials:
            where = Where(found.name, 1)
            hint = "Give a credential with a specification, or a catalogue of learning opportunities."
            raise SourceError(
                "There is no qualification or learning opportunity here.", where=where, hint=hint
            )
        for node in elm.organisations():
            yield Offered(elm.organization(node), found.name, node.line)
        for node in elm.credentials:
            yield Offered(elm.credential(node), found.name, node.line)
        for name, number in elm.unplaced().items():
            yield Skipped(found.name, 1, None, f"The catalogue has no place for {number} of the type {name}.")


READER = ElmReader()


def _fits(name: str, head: bytes) -> bool:
    return name.casefold().endswith(("json", "jsonld", "xml")) and any(mark in head for mark in _MARKS)


class _Elm:
    def __init__(self, graph: Graph, language: str) -> None:
        self.graph = graph
        self.inside = graph.inside
        self.language = language
        self.root = next(iter(graph.nodes.values()))
        self.credentials = graph.of(*_CREDENTIALS)
        self.profile = " ".join(self.root.texts("credentialProfiles", "dcType", "title"))
        self.achieved = {
            uri: node for node in graph.of("LearningAchievement") for uri in node.refs("specifiedBy")
        }

    def uri(self, own: str | None) -> str:
        """A uri as it is, unless it means something inside this document only."""
        if own and not own.startswith(("urn:epass:", "_:")):
            return own
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.root.uri} {own}')}"

    def _text(self, node: Node, *names: str) -> str | None:
        for name in names:
            for inner in self.inside(node, name):
                if found := inner.text("noteLiteral", "title", "description", language=self.language):
                    return found
            if found := node.text(name, language=self.language):
                return found
        return None

    # (:Organization)
    def organisations(self) -> Iterator[Node]:
        """Who awards something or is told of, after what they are a part of."""
        waiting = [*map(self._awarder, self.credentials)]
        waiting += [node.uri or "" for node in self.graph.of("Organisation")]
        seen: dict[str, Node] = {}
        for uri in waiting:  # grows as it is read
            if uri not in seen:
                seen[uri] = self.graph.nodes.get(uri) or Node(uri, 1)
                waiting += self._whole_of(seen[uri])
        yield from reversed(seen.values())

    def _whole_of(self, node: Node) -> list[str]:
        """What it is a part of, or a member of."""
        return node.refs("subOrganizationOf", "groupMemberOf")[:1]

    def _awarder(self, node: Node) -> str:
        """Who awards a credential: told by the achievement, by the opportunity, or by who issued it."""
        achieved = self.achieved.get(node.uri or "")
        for one in (node, achieved):
            for process in self.inside(one, "awardedBy", "awardingOpportunity") if one else ():
                if found := process.refs("awardingBody", "providedBy"):
                    return found[0]
            if one and (found := one.refs("providedBy", "awardingBody", "publisher")):
                return found[0]
        return next(iter(self.root.refs("issuer")), self.root.uri or "urn:epass:unknown")

    def organization(self, node: Node) -> Organization:
        places = self.inside(node, "location")
        address = [one for place in places for one in self.inside(place, "address")]
        pages = [
            url for page in self.inside(node, "homepage") for url in page.texts("contentURL", "contentUrl")
        ]
        countries = [local(uri) for one in address for uri in one.refs("countryCode")]
        contacts = [url for one in self.inside(node, "contactPoint") for url in one.refs("emailAddress")]
        whole = self._whole_of(node)
        return Organization(
            uri=self.uri(node.uri),
            name=self._text(node, "legalName", "prefLabel", "altLabel") or node.uri or "",
            kind=OrganizationKind.OTHER,
            description=self._text(node, "description"),
            country=COUNTRIES.get(countries[0]) if countries else None,
            homepage=next((one for one in pages if one.startswith("http")), None),
            part_of=self.uri(whole[0]) if whole else None,
            email=next((one.removeprefix("mailto:") for one in contacts if "@" in one), None),
            identifiers=values.identifiers(self.graph, node),
        )

    # (:Credential)
    def credential(self, node: Node) -> Credential:
        points, unit = values.credit_points(node)
        skills = [uri for one in self._outcomes(node) for uri in one.refs("relatedESCOSkill", "relatedSkill")]
        entry = self._text(node, "entryRequirement")
        return Credential(
            uri=self.uri(node.uri),
            name=self._text(node, "title", "prefLabel") or node.uri or "",
            kind=self._kind(node),
            awarded_by=self.uri(self._awarder(node)),
            description=self._text(node, "description", "summary", "learningOutcomeSummary"),
            criteria=f"To enter: {entry}" if entry else None,
            credits=points,
            credit_unit=unit,
            workload_hours=values.hours(node.text("volumeOfLearning")),
            languages=_languages(node),
            eqf_level=values.eqf_level(node),
            teaches=tuple(SkillRef(uri) for uri in dict.fromkeys(skills) if ":" in uri),
            assessments=tuple(self._assessments(node)),
            offerings=tuple(self._offerings(node)),
            costs=tuple(values.costs(self.graph, node)),
            subjects=node.texts("thematicArea", "ISCEDFCode", "educationSubject"),
            national_levels=node.texts("nqfLevel", "NQFLevel", "educationLevel"),
            duration=values.duration(node.text("maximumDuration", "duration")),
            setting=node.text("learningSetting", language=self.language),
            grading_scheme=self._grading(node),
            prepares_for=tuple(dict.fromkeys(self._occupations(node))),
        )

    # (:Credential)-[:PREPARES_FOR]->(:JobRole)
    def _occupations(self, node: Node) -> Iterator[str]:
        achieved = self.achieved.get(node.uri or "")
        for one in (node, achieved) if achieved else (node,):
            for entitlement in self.inside(one, "entitlesTo"):
                for plan in (entitlement, *self.inside(entitlement, "specifiedBy")):
                    yield from (uri for uri in plan.refs(*_OCCUPATIONS) if ":" in uri)

    def _outcomes(self, node: Node) -> list[Node]:
        found = self.inside(node, "learningOutcome", "learningAchievementSpecification")
        return found + [inner for one in found for inner in self.inside(one, "learningOutcome")]

    def _kind(self, node: Node) -> CredentialKind:
        if node.is_a("LearningOpportunity", "LearningProgramme"):
            return CredentialKind.COURSE
        told = " ".join((self.profile, *node.texts("dcType"))).casefold()
        is_micro = "micro" in told or "short learning programme" in told
        return CredentialKind.MICRO_CREDENTIAL if is_micro else CredentialKind.CERTIFICATE

    # (:Credential)-[:ASSESSED_BY]->(:Assessment)
    def _proofs(self, node: Node) -> Iterator[tuple[Node, Node]]:
        """Each assessment with its specification, of the achievement first."""
        achieved = self.achieved.get(node.uri or "")
        for one in [*(self.inside(achieved, "provenBy") if achieved else ()), *self.inside(node, "provenBy")]:
            yield one, next(iter(self.inside(one, "specifiedBy")), one)

    def _assessments(self, node: Node) -> Iterator[Assessment]:
        for one, plan in self._proofs(node):
            words = " ".join((*plan.texts("dcType", "title"), *one.texts("dcType", "title"))).casefold()
            checked = " ".join(one.texts("idVerification")).casefold()
            yield Assessment(
                values.first(METHODS, words) or AssessmentMethod.COMPLETION,
                _mode(plan),
                values.supervision(checked),
                values.verified(checked),
            )

    def _grading(self, node: Node) -> str | None:
        schemes = [one for _, plan in self._proofs(node) for one in self.inside(plan, "gradingScheme")]
        words = [self._text(one, name) for one in schemes for name in ("title", "description")]
        return ": ".join(dict.fromkeys(word for word in words if word)) or None

    # (:Credential)-[:HAS_OFFERING]->(:Offering)
    def _offerings(self, node: Node) -> Iterator[Offering]:
        """The times of an opportunity, or of the activity that led to an achievement."""
        achieved = self.achieved.get(node.uri or "")
        activities = self.inside(achieved, "influencedBy") if achieved else []
        for one in [node, *activities] if node.is_a("LearningOpportunity") else activities:
            plan = next(iter(self.inside(one, "specifiedBy")), one)
            applied = values.day(one, "applicationDeadline")
            told = applied or _mode(plan) or _mode(node)
            for period in self.inside(one, "temporal") or ([Node(None, one.line)] if told else []):
                starts, ends = values.day(period, "startDate"), values.day(period, "endDate")
                yield Offering(
                    starts_on=starts,
                    ends_on=ends if not (starts and ends and ends < starts) else None,
                    apply_until=applied if not (applied and ends and applied > ends) else None,
                    participation=_mode(plan) or _mode(node) or Participation.ONSITE,
                    languages=_languages(plan) or _languages(node),
                )

    def unplaced(self) -> Mapping[str, int]:
        """How many elements of each type say something that is not kept."""
        counted = Counter(
            name
            for node in self.graph.nodes.values()
            for name in node.types
            if name not in _USED | _NOT_CATALOGUE
            and not (name in _ENTITLEMENTS and node.refs("specifiedBy", *_OCCUPATIONS))
        )
        counted["LearningOutcome without a skill"] = sum(
            not one.refs("relatedESCOSkill", "relatedSkill") for one in self.graph.of("LearningOutcome")
        )
        return {name: number for name, number in sorted(counted.items()) if number}


def _mode(node: Node) -> Participation | None:
    words = " ".join((*node.texts("mode"), *map(local, node.refs("mode")))).casefold()
    return values.first(MODES, words)


def _languages(node: Node) -> tuple[str, ...]:
    return tuple(LANGUAGES[code] for code in map(local, node.refs("language")) if code in LANGUAGES)
