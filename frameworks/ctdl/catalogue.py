"""Credentials, organizations, conditions and pathways of CTDL, as items of the catalogue.

A component of a pathway is a credential of its own unless it stands for something else (`proxyFor`); its
conditions are its completion rule: `requiredNumber` of its targets, all of them where no number is told; and
what precedes what among the targets of one rule is kept.
A node of a class, and a property of a credential, that has no place in the catalogue is named.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.ctdl.graph import Graph, local
from skillsgraph.frameworks.ctdl.node import Node
from skillsgraph.frameworks.ctdl.order import order_of, ordered, pairs_of
from skillsgraph.frameworks.ctdl.transfer import LINKS, PROFILE, Transfers
from skillsgraph.frameworks.ctdl.words import COSTS, METHODS, MODES, STATUSES, UNITS
from skillsgraph.model.credentials import (
    Assessment,
    AssessmentMethod,
    CatalogueItem,
    Cost,
    CostKind,
    Credential,
    CredentialKind,
    CredentialStatus,
    CreditUnit,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
    SkillRef,
)
from skillsgraph.model.text import language_of

_ORGANIZATIONS = ("CredentialOrganization", "QACredentialOrganization", "Organization")
_KINDS: tuple[tuple[str, CredentialKind], ...] = (
    (r".*Badge", CredentialKind.BADGE),
    (r"MicroCredential", CredentialKind.MICRO_CREDENTIAL),
    (r".*(Certificate|Certification|CertificateOfCompletion)", CredentialKind.CERTIFICATE),
    (r"CredentialComponent|Credential|QualityAssuranceCredential", CredentialKind.CERTIFICATE),
    (r".*Diploma|GeneralEducationDevelopment", CredentialKind.DIPLOMA),
    (r".*(Degree|Doctorate)", CredentialKind.DEGREE),
    (r"License", CredentialKind.LICENCE),
    (r"Course|LearningOpportunity(Profile)?|LearningProgram|CourseComponent", CredentialKind.COURSE),
    (r"AssessmentComponent|(Cocurricular|Extracurricular|WorkExperience)Component", CredentialKind.COURSE),
    (r"Pathway|(Basic|Selection|Job|Competency|Collection|Multi)Component", CredentialKind.PATHWAY),
)
_TARGETS = ("targetCredential", "targetLearningOpportunity")
_INSIDE = {  # described by what refers to them, or known to the reader of frameworks
    *("ConditionProfile", "ComponentCondition", "Constraint", "ValueProfile", "QuantitativeValue"),
    *("CostProfile", "DurationProfile", "AssessmentProfile", "CredentialAlignmentObject", "Place"),
    *("CompetencyFramework", "Competency", "ConceptScheme", "Concept", "concept", "Collection"),
    *("JurisdictionProfile", "AlignmentObject", "ContactPoint", "PostalAddress", "IdentifierValue", PROFILE),
}
_KEPT = {  # properties that are read, or say again what others say
    *("name", "codedNotation", "description", "subjectWebpage", "agentType", "agentSectorType", "type", "id"),
    *("ownedBy", "offeredBy", "assertedBy", "requires", "entryCondition", "corequisite", "renewalFrequency"),
    *("versionIdentifier", "versionCode", "credentialStatusType", "lifeCycleStatusType", "inLanguage"),
    *("teaches", "assesses", "hasCondition", "proxyFor", "hasDestinationComponent", "hasRoot", "ctid"),
    *("creditValue", "estimatedCost", "estimatedDuration", "subject", "assessmentMethodType", "deliveryType"),
    *("isProctored", "isChildOf", "isPartOf", "hasPart", "hasChild", "owns", "offers"),
    *("occupationType", "precedes", "precededBy", *LINKS),
}
_ADDRESSED = {"teaches", "assesses", "targetCompetency", "occupationType"}
_OF_CONDITION = {  # properties of a condition profile that are read, or say again what others say
    *("name", "description", "targetCompetency", "alternativeCondition", "targetAssessment", *_TARGETS),
    *("type", "id", "ctid", "subjectWebpage", "assertedBy", "submissionOf"),
}
_PERIOD = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?")
_DURATION = re.compile(r"P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MARKS = (b"ceterms:", b"purl.org/ctdl/terms", b"credreg.net/ctdl/")
T = TypeVar("T")


class CtdlCatalogue:
    """The credentials of one JSON-LD or Turtle document."""

    code = "ctdl"
    title = "CTDL credentials, organizations and pathways, JSON-LD or Turtle"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def read(self, path: Path, options: Options) -> Iterator[Offered | Skipped]:
        found = documents.find(path, _fits, "CTDL document")
        graph = Graph(found.read(), found.name)
        for item, line in _Catalogue(graph, options.language).items():
            if isinstance(item, str):
                yield Skipped(found.name, line, None, item)
            else:
                yield Offered(item, found.name, line)


READER = CtdlCatalogue()


def _fits(name: str, head: bytes) -> bool:
    return any(mark in head for mark in _MARKS)


def kind_of(types: tuple[str, ...]) -> CredentialKind | None:
    """The kind of credential that a CTDL class is; None when it is none."""
    for one in types:
        for form, kind in _KINDS:
            if re.fullmatch(form, one):
                return kind
    return None


class _Catalogue:
    def __init__(self, graph: Graph, language: str | None) -> None:
        self.graph = graph
        self.language = language or "en"
        self.order = order_of(graph, self._option)
        self.transfers = Transfers(graph, self._option, lambda node: _credits(node, "transferValue"))
        self.placed: set[tuple[str, str]] = set()  # what of the order is in a rule

    def items(self) -> Iterator[tuple[CatalogueItem | str, int]]:
        nodes = [*self.graph.nodes.values()]
        credentials = [node for node in nodes if self._is_credential(node)]
        organizations = {node.uri: node for node in nodes if node.is_a(*_ORGANIZATIONS)}
        for uri, node in organizations.items():
            yield self._organization(node), node.line
            organizations[uri] = node
        for uri, node in {self._awarder(node): node for node in credentials}.items():
            if uri not in organizations:
                yield Organization(uri, urlsplit(uri).netloc or uri, OrganizationKind.OTHER), node.line
        for node in credentials:
            yield self._credential(node), node.line
        for node in nodes:
            known = self._is_credential(node) or kind_of(node.types) or node.is_a(*_ORGANIZATIONS, *_INSIDE)
            if not known:
                yield f"The catalogue has no place for a {' '.join(node.types)}.", node.line
        yield from self._unsaid([*credentials, *organizations.values()])
        yield from self.transfers.unsaid()

    def _unsaid(self, nodes: list[Node]) -> Iterator[tuple[str, int]]:
        """What credentials and organizations tell that is not kept, by the name of the property."""
        lines: dict[str, list[int]] = {}
        for node in nodes:
            for name in node.values.keys() - _KEPT:
                lines.setdefault(name, []).append(node.line)
            for what in self._without_place(node):
                lines.setdefault(what, []).append(node.line)
        for before, after in self.order.items():
            if any((before, one) not in self.placed for one in after):
                step = self.graph.nodes.get(before)
                lines.setdefault("precedes of steps of different rules", []).append(step.line if step else 1)
        for name, found in sorted(lines.items()):
            yield f"The catalogue has no place for {name}, told {len(found)} times.", min(found)

    def _without_place(self, node: Node) -> Iterator[str]:
        """What the values of properties that are read say beyond what is kept."""
        conditions = self.graph.inside(node, "requires")
        for one in (node, *conditions):
            for name in _ADDRESSED & one.values.keys():
                if len([ref for ref in one.refs(name) if ":" in ref]) < len(one.values[name]):
                    yield f"{name} without an address"
        for one in conditions:
            yield from (f"{name} of a condition" for name in one.values.keys() - _OF_CONDITION)
        if node.values.get("creditValue") and _credits(node)[0] is None:
            yield "a creditValue without a number above 0 in a known unit"
        if len(self.graph.inside(node, "estimatedCost")) > len([*self._costs(node)]):
            yield "an estimatedCost without a price in a currency"
        if node.values.get("estimatedDuration") and self._duration(node) is None:
            yield "an estimatedDuration that is no longest or exact one"

    def _is_credential(self, node: Node) -> bool:
        """An assessment is one where passing it is recognised as something else."""
        if kind_of(node.types):
            return not self._is_mere_proxy(node)
        return node.is_a("AssessmentProfile") and node.uri in self.transfers.sources

    def _is_mere_proxy(self, node: Node) -> bool:
        return bool(node.refs("proxyFor")) and not node.values.get("hasCondition")

    # (:Organization)
    def _organization(self, node: Node) -> Organization:
        quality = node.is_a("QACredentialOrganization")
        homepage = next((one for one in node.refs("subjectWebpage") if one.startswith("http")), None)
        return Organization(
            uri=node.uri or "",
            name=node.text("name", language=self.language) or node.uri or "",
            kind=_organization_kind(node, quality),
            description=node.text("description", language=self.language),
            homepage=homepage,
        )

    def _awarder(self, node: Node) -> str:
        """Who owns or offers a credential; where nobody is named, who publishes it: the host of its uri."""
        for one in node.refs("ownedBy", "offeredBy", "assertedBy"):
            return one
        host = urlsplit(node.uri or "").netloc
        return f"https://{host}/" if host else f"{(node.uri or '').partition(':')[0]}:unknown-organization"

    # (:Credential)
    def _credential(self, node: Node) -> Credential:
        conditions = self.graph.inside(node, "requires")
        number, unit = _credits(node)
        required = [ref for one in conditions for ref in one.refs("targetCompetency")]
        entries = [rule for one in self.graph.inside(node, "entryCondition") if (rule := self._profile(one))]
        beside = [rule for one in self.graph.inside(node, "corequisite") if (rule := self._profile(one))]
        entries += [replace(rule, concurrent=True) for rule in beside]
        renewal = node.text("renewalFrequency")
        made = Credential(
            uri=node.uri or "",
            name=node.text("name", language=self.language) or node.text("codedNotation") or node.uri or "",
            kind=kind_of(node.types) or CredentialKind.COURSE,
            awarded_by=self._awarder(node),
            description=node.text("description", language=self.language),
            criteria=_joined(one.text("description", "name") for one in conditions),
            version=node.text("versionIdentifier", "versionCode"),
            status=_meaning(node, ("credentialStatusType", "lifeCycleStatusType"), STATUSES)
            or CredentialStatus.ACTIVE,
            credits=number,
            credit_unit=unit,
            languages=tuple(map(language_of, node.texts("inLanguage"))),
            validity_period=renewal if renewal and _PERIOD.fullmatch(renewal) else None,
            teaches=_skill_refs(node.refs("teaches")),
            assesses=_skill_refs([*node.refs("assesses"), *required]),
            assessments=tuple(self._assessments(node, conditions)),
            costs=tuple(self._costs(node)),
            completion=self._completion(node, conditions),
            entry=_all(entries),
            subjects=node.texts("subject"),
            duration=self._duration(node),
            prepares_for=_job_roles(node),
        )
        return replace(made, recognises=self.transfers.of(made))

    def _duration(self, node: Node) -> str | None:
        """The longest that it takes, of the profiles that tell it."""
        for one in self.graph.inside(node, "estimatedDuration"):
            told = one.text("maximumDuration", "exactDuration")
            if told and _DURATION.fullmatch(told):
                return told
        return None

    # (:Credential)-[:COMPLETION]->(:Rule)
    def _completion(self, node: Node, conditions: list[Node]) -> Rule | None:
        rules: list[str | Rule] = []
        if proxy := node.refs("proxyFor"):
            rules.append(proxy[0])
        rules += [
            rule for one in self.graph.inside(node, "hasCondition") if (rule := self._component(one, 0))
        ]
        rules += [rule for one in conditions if (rule := self._profile(one))]
        ends = node.refs("hasDestinationComponent", "hasRoot")
        rules += [self._option(one) for one in ends if one != node.uri]
        rule = _all(rules)
        if rule is None:
            return None
        rule = ordered(rule, self.order)
        self.placed.update(pairs_of(rule))
        return rule

    def _component(self, node: Node, deep: int) -> Rule | None:
        """A condition of a pathway's component: so many of its targets and of the conditions within it."""
        options: list[str | Rule] = [self._option(one) for one in node.refs("targetComponent")]
        if deep < 8:
            nested = self.graph.inside(node, "hasCondition")
            options += [rule for one in nested if (rule := self._component(one, deep + 1))]
        number = next((int(text) for text in node.texts("requiredNumber") if text.isdigit()), None)
        operator = next(iter(node.texts("logicalOperator")), "And")
        if number is None and local(operator) == "Or":
            number = 1
        return _so_many(options, number, node.text("name", "description", language=self.language))

    def _profile(self, node: Node, deep: int = 0) -> Rule | None:
        """A condition profile: all its targets, and one of the alternative conditions where there are any."""
        options: list[str | Rule] = [self._option(one) for one in node.refs(*_TARGETS)]
        if deep < 8:
            inner = [self._profile(one, deep + 1) for one in self.graph.inside(node, "alternativeCondition")]
            if found := [rule for rule in inner if rule]:
                options.append(Rule(RuleKind.ANY, tuple(found)) if len(found) > 1 else found[0])
        return _so_many(options, None, node.text("name", "description", language=self.language))

    def _option(self, uri: str) -> str:
        """What a target means: what it stands for, where it is only a component that stands for something."""
        node = self.graph.nodes.get(uri)
        return node.refs("proxyFor")[0] if node and self._is_mere_proxy(node) else uri

    # (:Credential)-[:ASSESSED_BY]->(:Assessment)
    def _assessments(self, node: Node, conditions: list[Node]) -> Iterator[Assessment]:
        profiles = [
            one for condition in conditions for one in self.graph.inside(condition, "targetAssessment")
        ]
        for profile in [node, *profiles]:
            method = _meaning(profile, ("assessmentMethodType",), METHODS)
            proctored = "true" in (text.casefold() for text in profile.texts("isProctored"))
            if method or proctored or profile is not node:
                yield Assessment(
                    AssessmentMethod.PROCTORED_EXAM if proctored else method or AssessmentMethod.COMPLETION,
                    _meaning(profile, ("deliveryType",), MODES),
                )

    # (:Credential)-[:COSTS]->(:Cost)
    def _costs(self, node: Node) -> Iterator[Cost]:
        for one in self.graph.inside(node, "estimatedCost"):
            currency, price = one.text("currency") or "", one.text("price")
            try:
                amount = Decimal(price or "")
            except InvalidOperation:
                continue
            if amount >= 0 and amount.is_finite() and _CURRENCY.fullmatch(currency):
                kind = _meaning(one, ("directCostType",), COSTS) or CostKind.TUITION
                yield Cost(kind, amount, currency, one.text("audienceType"))


def _organization_kind(node: Node, quality: bool) -> OrganizationKind:
    told = ("agentType", "agentSectorType")
    words = " ".join(local(one) for one in (*node.refs(*told), *node.texts(*told)))
    for part, kind in (
        ("FourYear", OrganizationKind.UNIVERSITY),
        ("TwoYear", OrganizationKind.COLLEGE),
        ("HighSchool", OrganizationKind.SCHOOL),
        ("Government", OrganizationKind.PUBLIC_BODY),
        ("Public", OrganizationKind.PUBLIC_BODY),
        ("ProfessionalAssociation", OrganizationKind.PROFESSIONAL_ASSOCIATION),
        ("LaborUnion", OrganizationKind.TRADE_UNION),
        ("Business", OrganizationKind.COMPANY),
        ("NonProfit", OrganizationKind.CHARITY),
    ):
        if part in words:
            return kind
    return OrganizationKind.PUBLIC_BODY if quality else OrganizationKind.OTHER


def _meaning(node: Node, names: tuple[str, ...], meanings: Mapping[str, T]) -> T | None:
    for one in (*node.refs(*names), *node.texts(*names)):
        if local(one) in meanings:
            return meanings[local(one)]
    return None


def _credits(node: Node, name: str = "creditValue") -> tuple[float | None, CreditUnit | None]:
    """The credits in a unit that is known; a bare number would be no credit."""
    for profile in node.nodes(name):
        unit = _meaning(profile, ("creditUnitType",), UNITS)
        try:
            value = float(profile.text("value", "minValue") or "")
        except ValueError:
            continue
        if unit and value > 0:
            return value, unit
    return None, None


def _joined(texts: Iterator[str | None]) -> str | None:
    return "\n".join(dict.fromkeys(one for one in texts if one)) or None


def _job_roles(node: Node) -> tuple[str, ...]:
    return tuple(one for one in node.refs("occupationType") if ":" in one)


def _skill_refs(uris: list[str]) -> tuple[SkillRef, ...]:
    return tuple(SkillRef(one) for one in dict.fromkeys(uris) if ":" in one)


def _so_many(options: list[Any], number: int | None, text: str | None) -> Rule | None:
    distinct = tuple(dict.fromkeys(options))
    if not distinct or number == 0:
        return None
    if number is None or number >= len(distinct):
        return Rule(RuleKind.ALL, distinct, text=text)
    if number == 1:
        return Rule(RuleKind.ANY, distinct, text=text)
    return Rule(RuleKind.AT_LEAST, distinct, count=number, text=text)


def _all(rules: list[Any]) -> Rule | None:
    distinct = tuple(dict.fromkeys(rules))
    if len(distinct) == 1 and isinstance(distinct[0], Rule):
        return distinct[0]
    return Rule(RuleKind.ALL, distinct) if distinct else None
