"""What can be learned, of a European Digital Credential or a catalogue in ELM v3 (JSON-LD).

Qualifications, learning opportunities and achievement specifications are credentials, with their ESCO skills,
credits, EQF level and assessment. The person that a credential was issued to is not read. Addresses that are
valid in their document only (`urn:epass:…`) are made ones that hold everywhere.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.ctdl.graph import Graph, Node, local
from skillsgraph.model.credentials import (
    Assessment,
    AssessmentMethod,
    Credential,
    CredentialKind,
    CreditUnit,
    IdVerification,
    Organization,
    OrganizationKind,
    Participation,
    SkillRef,
    Supervision,
)

_CREDENTIALS = (
    "Qualification",
    "LearningOpportunity",
    "LearningAchievementSpecification",
    "LearningProgramme",
)
_MARKS = (b"data.europa.eu/snb/model", b"urn:epass:")
_HOURS = re.compile(r"P(?:(\d+)D)?T(\d+)H.*|P(?:(\d+)D)")
_LANGUAGES = {  # of ISO 639-3, as in the EU's list, to 639-1
    "BUL": "bg",
    "HRV": "hr",
    "CES": "cs",
    "DAN": "da",
    "NLD": "nl",
    "ENG": "en",
    "EST": "et",
    "FIN": "fi",
    "FRA": "fr",
    "DEU": "de",
    "ELL": "el",
    "HUN": "hu",
    "GLE": "ga",
    "ITA": "it",
    "LAV": "lv",
    "LIT": "lt",
    "MLT": "mt",
    "POL": "pl",
    "POR": "pt",
    "RON": "ro",
    "SLK": "sk",
    "SLV": "sl",
    "SPA": "es",
    "SWE": "sv",
}
_COUNTRIES = {  # of ISO 3166-1, three letters to two
    "AUT": "AT",
    "BEL": "BE",
    "BGR": "BG",
    "HRV": "HR",
    "CYP": "CY",
    "CZE": "CZ",
    "DNK": "DK",
    "EST": "EE",
    "FIN": "FI",
    "FRA": "FR",
    "DEU": "DE",
    "GRC": "GR",
    "HUN": "HU",
    "IRL": "IE",
    "ITA": "IT",
    "LVA": "LV",
    "LTU": "LT",
    "LUX": "LU",
    "MLT": "MT",
    "NLD": "NL",
    "POL": "PL",
    "PRT": "PT",
    "ROU": "RO",
    "SVK": "SK",
    "SVN": "SI",
    "ESP": "ES",
    "SWE": "SE",
    "NOR": "NO",
    "ISL": "IS",
    "LIE": "LI",
    "CHE": "CH",
    "GBR": "GB",
}
_MODES = (
    ("online", Participation.ONLINE),
    ("blended", Participation.BLENDED),
    ("hybrid", Participation.BLENDED),
    ("presential", Participation.ONSITE),
    ("work", Participation.WORKPLACE),
)
_METHODS = (
    ("artefact", AssessmentMethod.PORTFOLIO),
    ("portfolio", AssessmentMethod.PORTFOLIO),
    ("exam", AssessmentMethod.UNSUPERVISED_TEST),
    ("test", AssessmentMethod.UNSUPERVISED_TEST),
    ("practical", AssessmentMethod.PRACTICAL),
    ("attendance", AssessmentMethod.ATTENDANCE),
)
_USED = {  # what is read into a credential or an organization, wholly or as far as the catalogue has words
    *(*_CREDENTIALS, "Organisation", "LearningOutcome", "CreditPoint", "Concept", "ConceptScheme", "Note"),
    *("LearningAchievement", "LearningAssessment", "LearningAssessmentSpecification", "AwardingProcess"),
    *("Location", "Address", "WebResource", "VerifiableCredential", "EuropeanDigitalCredential"),
}
_NOT_CATALOGUE = {"Person", "Mailbox"}  # of the holder, or of a person in an organization: never read
T = TypeVar("T")


class ElmReader:
    """One credential or catalogue in JSON-LD."""

    code = "elm"
    title = "European Learning Model v3, JSON-LD"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def read(self, path: Path, options: Options) -> Iterator[Offered | Skipped]:
        found = documents.find(path, _fits, "ELM document")
        graph = Graph(found.read(), found.name)
        elm = _Elm(graph, options.language or "en")
        if not elm.credentials:
            where = Where(found.name, 1)
            hint = "Give a credential with a specification, or a catalogue of learning opportunities."
            raise SourceError(
                "There is no qualification or learning opportunity here.", where=where, hint=hint
            )
        for node in elm.awarders.values():
            yield Offered(elm.organization(node), found.name, node.line)
        for node in elm.credentials:
            yield Offered(elm.credential(node), found.name, node.line)
        for name, number in elm.unplaced().items():
            yield Skipped(found.name, 1, None, f"The catalogue has no place for {number} of the type {name}.")


READER = ElmReader()


def _fits(name: str, head: bytes) -> bool:
    return name.casefold().endswith(("json", "jsonld")) and any(mark in head for mark in _MARKS)


class _Elm:
    def __init__(self, graph: Graph, language: str) -> None:
        self.graph = graph
        self.language = language
        self.root = next(iter(graph.nodes.values()))
        self.credentials = graph.of(*_CREDENTIALS)
        self.profile = " ".join(self.root.texts("credentialProfiles", "dcType", "title"))
        self.achieved = {
            uri: node for node in graph.of("LearningAchievement") for uri in node.refs("specifiedBy")
        }
        self.awarders = {uri: self._organisation(uri) for uri in map(self._awarder, self.credentials)}

    def uri(self, own: str | None) -> str:
        """A uri as it is, unless it means something inside this document only."""
        if own and not own.startswith(("urn:epass:", "_:")):
            return own
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.root.uri} {own}')}"

    def _text(self, node: Node, *names: str) -> str | None:
        for name in names:
            for inner in node.nodes(name):
                if found := inner.text("noteLiteral", language=self.language):
                    return found
            if found := node.text(name, language=self.language):
                return found
        return None

    # (:Organization)
    def _awarder(self, node: Node) -> str:
        """Who awards a credential: told by the achievement, by the opportunity, or by who issued it."""
        achieved = self.achieved.get(node.uri or "")
        for one in (node, achieved):
            for process in one.nodes("awardedBy", "awardingOpportunity") if one else ():
                if found := process.refs("awardingBody"):
                    return found[0]
            if one and (found := one.refs("providedBy", "awardingBody", "publisher")):
                return found[0]
        return next(iter(self.root.refs("issuer")), self.root.uri or "urn:epass:unknown")

    def _organisation(self, uri: str) -> Node:
        return self.graph.nodes.get(uri) or Node(uri, 1)

    def organization(self, node: Node) -> Organization:
        address = [one for place in node.nodes("location") for one in place.nodes("address")]
        pages = [url for page in node.nodes("homepage") for url in page.texts("contentURL")]
        countries = [local(uri) for one in address for uri in one.refs("countryCode")]
        return Organization(
            uri=self.uri(node.uri),
            name=self._text(node, "legalName", "prefLabel", "altLabel") or node.uri or "",
            kind=OrganizationKind.OTHER,
            description=self._text(node, "description"),
            country=_COUNTRIES.get(countries[0]) if countries else None,
            homepage=next((one for one in pages if one.startswith("http")), None),
        )

    # (:Credential)
    def credential(self, node: Node) -> Credential:
        points, unit = _credits(node)
        outcomes = [
            one
            for name in ("learningOutcome", "learningAchievementSpecification")
            for one in node.nodes(name)
        ]
        outcomes += [inner for one in outcomes for inner in one.nodes("learningOutcome")]
        skills = [uri for one in outcomes for uri in one.refs("relatedESCOSkill", "relatedSkill")]
        entry = self._text(node, "entryRequirement")
        return Credential(
            uri=self.uri(node.uri),
            name=self._text(node, "title", "prefLabel") or node.uri or "",
            kind=self._kind(node),
            awarded_by=self.uri(self._awarder(node)),
            description=self._text(node, "description", "summary"),
            criteria=f"To enter: {entry}" if entry else None,
            credits=points,
            credit_unit=unit,
            workload_hours=_hours(node.text("volumeOfLearning")),
            languages=tuple(
                _LANGUAGES[code] for code in map(local, node.refs("language")) if code in _LANGUAGES
            ),
            eqf_level=_level(node),
            teaches=tuple(SkillRef(uri) for uri in dict.fromkeys(skills) if ":" in uri),
            assessments=tuple(self._assessments(node)),
        )

    def _kind(self, node: Node) -> CredentialKind:
        if node.is_a("LearningOpportunity", "LearningProgramme"):
            return CredentialKind.COURSE
        told = " ".join((self.profile, *node.texts("dcType"))).casefold()
        is_micro = "micro" in told or "short learning programme" in told
        return CredentialKind.MICRO_CREDENTIAL if is_micro else CredentialKind.CERTIFICATE

    # (:Credential)-[:ASSESSED_BY]->(:Assessment)
    def _assessments(self, node: Node) -> Iterator[Assessment]:
        achieved = self.achieved.get(node.uri or "")
        told = achieved.nodes("provenBy") if achieved else []
        for one in [*told, *node.nodes("provenBy")]:
            plan = next(iter(one.nodes("specifiedBy")), one)
            words = " ".join((*plan.texts("dcType", "title"), *one.texts("dcType", "title"))).casefold()
            checked = " ".join(one.texts("idVerification")).casefold()
            yield Assessment(
                _first(_METHODS, words) or AssessmentMethod.COMPLETION,
                _first(_MODES, " ".join(plan.texts("mode")).casefold()),
                _supervision(checked),
                _verified(checked),
            )

    def unplaced(self) -> Mapping[str, int]:
        """How many elements of each type say something that is not kept."""
        counted = Counter(
            name
            for node in self.graph.nodes.values()
            for name in node.types
            if name not in _USED | _NOT_CATALOGUE
        )
        return dict(sorted(counted.items()))


def _first(meanings: tuple[tuple[str, T], ...], words: str) -> T | None:
    return next((meaning for word, meaning in meanings if word in words), None)


def _supervision(words: str) -> Supervision | None:
    if "unsupervised" in words:
        return Supervision.UNSUPERVISED
    if "supervised" in words:
        return Supervision.SUPERVISED_ONLINE if "online" in words else Supervision.SUPERVISED
    return None


def _verified(words: str) -> IdVerification | None:
    if "without id" in words:
        return IdVerification.NONE
    return IdVerification.IDENTITY_DOCUMENT if "with id" in words else None


def _credits(node: Node) -> tuple[float | None, CreditUnit | None]:
    for one in node.nodes("creditPoint"):
        framework = " ".join(one.texts("framework")).casefold()
        try:
            points = float(one.text("point") or "")
        except ValueError:
            continue
        if points > 0 and ("european credit transfer" in framework or "ects" in framework):
            return points, CreditUnit.ECTS
    return None, None


def _hours(text: str | None) -> float | None:
    """Hours of an ISO 8601 duration that is told in days and hours; months and years are no workload."""
    found = _HOURS.fullmatch(text or "")
    if not found or not found.group(2):
        return None
    return float(found.group(2)) + 24 * float(found.group(1) or 0) or None


def _level(node: Node) -> int | None:
    words = " ".join((*node.texts("eqfLevel", "EQFLevel"), *map(local, node.refs("eqfLevel", "EQFLevel"))))
    found = re.search(r"\b([1-8])\b", words)
    return int(found.group(1)) if found else None
