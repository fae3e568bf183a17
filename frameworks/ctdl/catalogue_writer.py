"""Organizations and credentials as CTDL in JSON-LD, with the prefixes that its publisher uses."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Any

from skillsgraph.frameworks.ctdl.order import pairs_of, unordered
from skillsgraph.frameworks.ctdl.transfer import is_plain, profiles
from skillsgraph.frameworks.ctdl.words import COSTS, METHODS, MODES, STATUSES, UNITS, terms
from skillsgraph.frameworks.saying import count_unsaid, without_gaps
from skillsgraph.frameworks.writing import Losses, Written, as_json
from skillsgraph.model.credentials import (
    Assessment,
    AssessmentMethod,
    CatalogueRecord,
    Cost,
    CostKind,
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
    SkillRef,
)

CONTEXT = "https://credreg.net/ctdl/schema/context/json"
_LANGUAGE = "en"
_CLASSES = {
    CredentialKind.BADGE: "Badge",
    CredentialKind.COURSE: "Course",
    CredentialKind.MICRO_CREDENTIAL: "MicroCredential",
    CredentialKind.CERTIFICATE: "Certificate",
    CredentialKind.DIPLOMA: "Diploma",
    CredentialKind.DEGREE: "Degree",
    CredentialKind.LICENCE: "License",
    CredentialKind.PATHWAY: "Pathway",
}
_COMPONENTS = {  # what has conditions by number: a pathway's component, not what it stands for
    CredentialKind.COURSE: "CourseComponent",
    CredentialKind.CERTIFICATE: "CredentialComponent",
    CredentialKind.PATHWAY: "MultiComponent",
}
_ORGANIZATIONS = {
    OrganizationKind.UNIVERSITY: "orgType:FourYear",
    OrganizationKind.COLLEGE: "orgType:TwoYear",
    OrganizationKind.SCHOOL: "orgType:HighSchool",
    OrganizationKind.PUBLIC_BODY: "orgType:Government",
    OrganizationKind.PROFESSIONAL_ASSOCIATION: "orgType:ProfessionalAssociation",
    OrganizationKind.TRADE_UNION: "orgType:LaborUnion",
    OrganizationKind.COMPANY: "orgType:Business",
    OrganizationKind.CHARITY: "orgType:NonProfit",
}
_LEARNED = (CredentialKind.COURSE,)
_UNITS = terms(UNITS, "creditUnit")
_STATUSES = terms(STATUSES, "credentialStat")
_METHODS = terms(METHODS, "assessMethod")
_MODES = terms(MODES, "deliver")
_COSTS = terms(COSTS, "costType")
_SAID = {
    *("uri", "name", "kind", "awarded_by", "description", "criteria", "version", "status", "credits"),
    *("credit_unit", "languages", "validity_period", "teaches", "assesses", "assessments", "costs"),
    *("completion", "entry", "subjects", "duration", "prepares_for", "recognises"),
}


def write(items: Sequence[CatalogueRecord]) -> Written:
    """The document; levels of skills, offerings and sums of credits are among what CTDL has no place for."""
    writer = _Writer({one.uri for one in items if isinstance(one, Credential) and one.kind in _LEARNED})
    nodes = {node["@id"]: node for one in items if (node := writer.node(_plain(one)))}
    for before, after in _order(items).items():
        if before in nodes:
            nodes[before]["ceterms:precedes"] = list(after)
        writer.losses.count("steps in order that are not described here", before not in nodes)
    transfers = profiles([one for one in items if isinstance(one, Credential)], _aligned, _UNITS)
    nodes |= {node["@id"]: node for node in transfers}
    document = {"@context": CONTEXT, "@graph": [*nodes.values()]}
    return Written(as_json(document), writer.losses.said())


class _Writer:
    """`courses`: the uris of what is learned, which a condition names by a property of its own."""

    def __init__(self, courses: Container[str]) -> None:
        self.courses = courses
        self.losses = Losses()

    def node(self, one: CatalogueRecord) -> dict[str, Any] | None:
        if isinstance(one, Organization):
            return self.organization(one)
        if isinstance(one, Credential):
            return self.credential(one)
        self.losses.count("conditions of entry to job roles")
        return None

    def organization(self, one: Organization) -> dict[str, Any]:
        count_unsaid(self.losses, one, ("uri", "name", "kind", "description", "homepage"))
        known = one.kind in (*_ORGANIZATIONS, OrganizationKind.OTHER)
        self.losses.count("kinds of organizations (written as none)", not known)
        return without_gaps(
            {
                "@id": one.uri,
                "@type": "ceterms:CredentialOrganization",
                "ceterms:name": _in_language(one.name),
                "ceterms:description": _in_language(one.description),
                "ceterms:subjectWebpage": one.homepage,
                "ceterms:agentType": self._type(one.kind),
            }
        )

    def _type(self, kind: OrganizationKind) -> dict[str, Any] | None:
        target = _ORGANIZATIONS.get(kind)
        return _named(target.partition(":")[2]) | {"ceterms:targetNode": target} if target else None

    def credential(self, one: Credential) -> dict[str, Any]:
        count_unsaid(self.losses, one, _SAID)
        counted = one.completion is not None and not _is_profile(one.completion)
        component = _COMPONENTS.get(one.kind) if counted else None
        if counted and component is None:
            self.losses.count("rules that count options (CTDL has them for components of pathways)")
        ends = self._destinations(one) if not counted else []
        return without_gaps(
            {
                "@id": one.uri,
                "@type": f"ceterms:{component or _CLASSES[one.kind]}",
                "ceterms:name": _in_language(one.name),
                "ceterms:description": _in_language(one.description),
                "ceterms:ownedBy": [one.awarded_by],
                "ceterms:versionCode": one.version,
                "ceterms:credentialStatusType": _aligned(_STATUSES[one.status]),
                "ceterms:inLanguage": list(one.languages),
                "ceterms:renewalFrequency": one.validity_period,
                "ceterms:creditValue": self._credits(one),
                "ceterms:teaches": [self._skill(ref) for ref in one.teaches],
                "ceterms:requires": [*self._requires(one, profiled=not counted and not ends)],
                "ceterms:hasDestinationComponent": ends,
                "ceterms:hasCondition": self._condition(one.completion) if component else None,
                **self._entry(one),
                "ceterms:estimatedCost": [self._cost(cost) for cost in one.costs],
                "ceterms:occupationType": [_aligned(role) for role in one.prepares_for],
                "ceterms:receivesTransferValueFrom": [
                    other.credential for other in one.recognises if is_plain(other)
                ],
                "ceterms:subject": [_named(subject) for subject in one.subjects],
                "ceterms:estimatedDuration": [
                    {"@type": "ceterms:DurationProfile", "ceterms:maximumDuration": one.duration}
                ]
                if one.duration
                else None,
            }
        )

    def _skill(self, ref: SkillRef) -> dict[str, Any]:
        self.losses.count("levels of skills", ref.level is not None)
        return _aligned(ref.skill) or {}

    def _credits(self, one: Credential) -> dict[str, Any] | None:
        if one.credits is None:
            return None
        if one.credit_unit not in _UNITS:
            self.losses.count("credits in units that CTDL has not")
            return None
        return {
            "@type": "ceterms:ValueProfile",
            "schema:value": one.credits,
            "ceterms:creditUnitType": _aligned(_UNITS[one.credit_unit]),
        }

    # Conditions -------------------------------------------------------------------------------------------

    def _destinations(self, one: Credential) -> list[str]:
        """Where a pathway leads, if that is all that its rule says."""
        rule = one.completion
        if (
            one.kind is not CredentialKind.PATHWAY
            or rule is None
            or rule.kind is not RuleKind.ALL
            or rule.text
        ):
            return []
        return [uri for uri in rule.options if isinstance(uri, str)] if _is_flat(rule) else []

    def _requires(self, one: Credential, *, profiled: bool) -> Iterator[dict[str, Any]]:
        rule = one.completion if profiled else None
        own = rule is not None and rule.text is not None and one.criteria in (None, rule.text)
        told = without_gaps(
            {
                "ceterms:description": _in_language(one.criteria) if not own else None,
                "ceterms:targetCompetency": [self._skill(ref) for ref in one.assesses],
                "ceterms:targetAssessment": [self._assessment(part) for part in one.assessments],
            }
        )
        if told:
            yield {"@type": "ceterms:ConditionProfile", **told}
        if rule is not None:
            yield self._profile(rule)

    def _entry(self, one: Credential) -> dict[str, Any]:
        """Conditions of entry; what may be taken at the same time is CTDL's corequisite."""
        if one.entry is None:
            return {}
        whole = one.entry
        together = whole.kind is RuleKind.ALL and not whole.text and not _is_flat(whole)
        parts = [part for part in whole.options if isinstance(part, Rule)] if together else [whole]
        if len(parts) < len(whole.options) and together:
            parts = [whole]
        found: dict[str, list[dict[str, Any]]] = {"ceterms:entryCondition": [], "ceterms:corequisite": []}
        for part in parts:
            if not _is_profile(replace(part, concurrent=False)):
                self.losses.count("entry rules that count options")
                continue
            name = "ceterms:corequisite" if part.concurrent else "ceterms:entryCondition"
            found[name].append(self._profile(part))
        return found

    def _profile(self, rule: Rule) -> dict[str, Any]:
        """All targets, and one of the alternatives where there are any."""
        nested = [one for one in rule.options if isinstance(one, Rule)]
        targets = [one for one in rule.options if isinstance(one, str)]
        alternatives = [
            inner
            for one in nested
            for inner in (one.options if one.kind is RuleKind.ANY else (one,))
            if isinstance(inner, Rule)
        ]
        return without_gaps(
            {
                "@type": "ceterms:ConditionProfile",
                "ceterms:name": _in_language(rule.text),
                "ceterms:targetCredential": [one for one in targets if one not in self.courses],
                "ceterms:targetLearningOpportunity": [one for one in targets if one in self.courses],
                "ceterms:alternativeCondition": [self._profile(one) for one in alternatives],
            }
        )

    def _condition(self, rule: Rule | None) -> dict[str, Any] | None:
        """A condition of a pathway's component: so many of its targets."""
        if rule is None:
            return None
        if rule.kind in (RuleKind.CREDITS, RuleKind.NOT):
            self.losses.count(f"rules of the kind {rule.kind}")
            return None
        count_unsaid(self.losses, rule, ("kind", "options", "count", "text"))
        count = {RuleKind.ANY: 1, RuleKind.AT_LEAST: rule.count}.get(rule.kind)
        inner = [self._condition(one) for one in rule.options if isinstance(one, Rule)]
        return without_gaps(
            {
                "@type": "ceterms:ComponentCondition",
                "ceterms:name": _in_language(rule.text),
                "ceterms:requiredNumber": count,
                "ceterms:targetComponent": [one for one in rule.options if isinstance(one, str)],
                "ceterms:hasCondition": [one for one in inner if one],
            }
        )

    # Parts ------------------------------------------------------------------------------------------------

    def _assessment(self, one: Assessment) -> dict[str, Any]:
        count_unsaid(self.losses, one, ("method", "mode"))
        proctored = one.method is AssessmentMethod.PROCTORED_EXAM
        known = proctored or one.method in (*_METHODS, AssessmentMethod.COMPLETION)
        self.losses.count("methods of assessment (written as none)", not known)
        self.losses.count("modes of assessment", one.mode is not None and one.mode not in _MODES)
        return without_gaps(
            {
                "@type": "ceterms:AssessmentProfile",
                "ceterms:assessmentMethodType": _aligned(_METHODS.get(one.method)),
                "ceterms:isProctored": True if proctored else None,
                "ceterms:deliveryType": _aligned(_MODES.get(one.mode)) if one.mode else None,
            }
        )

    def _cost(self, one: Cost) -> dict[str, Any]:
        self.losses.count("kinds of costs (written as tuition)", one.kind not in _COSTS)
        return without_gaps(
            {
                "@type": "ceterms:CostProfile",
                "ceterms:directCostType": _aligned(_COSTS.get(one.kind, _COSTS[CostKind.TUITION])),
                "ceterms:price": str(one.amount),
                "ceterms:currency": one.currency,
                "ceterms:audienceType": one.audience,
            }
        )


def _order(items: Sequence[CatalogueRecord]) -> dict[str, dict[str, None]]:
    """The uris of steps, each with those of the steps that come later, of all rules."""
    order: dict[str, dict[str, None]] = {}
    for one in items:
        if isinstance(one, Credential) and one.completion is not None:
            for before, after in pairs_of(one.completion):
                order.setdefault(before, {})[after] = None
    return order


def _plain(one: CatalogueRecord) -> CatalogueRecord:
    """The same without the order of its steps, which CTDL tells where these are described."""
    if isinstance(one, Credential) and one.completion is not None:
        return replace(one, completion=unordered(one.completion))
    return one


def _is_flat(rule: Rule) -> bool:
    return not any(isinstance(one, Rule) for one in rule.options)


def _is_bare(rule: Rule) -> bool:
    """Whether nothing but its kind, options and words says what it asks for."""
    return rule == Rule(rule.kind, rule.options, text=rule.text)


def _is_profile(rule: Rule, deep: int = 0) -> bool:
    """Whether a condition profile says it: all of its targets, and after them one of several alternatives."""
    if deep > 8 or rule.kind is not RuleKind.ALL or not _is_bare(rule):
        return False
    *first, last = rule.options or ("",)
    if any(isinstance(one, Rule) for one in first):
        return False
    if not isinstance(last, Rule):
        return True
    if last.kind is not RuleKind.ANY:
        return _is_profile(last, deep + 1)
    inner = [one for one in last.options if isinstance(one, Rule)]
    whole = len(inner) == len(last.options) > 1 and last.text is None and _is_bare(last)
    return whole and all(_is_profile(one, deep + 2) for one in inner)


def _aligned(target: str | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": target}


def _named(name: str) -> dict[str, Any]:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": _in_language(name)}


def _in_language(value: str | None) -> dict[str, str] | None:
    return {_LANGUAGE: value} if value else None
