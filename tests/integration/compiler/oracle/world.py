"""The types of the catalogue, their properties and relations by hand, and a graph of them in memory."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal

Way = Literal["out", "in", "both"]


@dataclass(frozen=True)
class Leads:
    """A relation: the type of its edges, which way they are followed, and the label at the other end."""

    edge: str
    way: Way
    other: str
    many: bool = True
    groups: bool = True
    far: bool = False  # over several edges, each thing once
    rules: bool = False  # each step is one by way of a rule: its edge, then the options of rules


def _far(edge: str, way: Way, other: str) -> Leads:
    return Leads(edge, way, other, far=True)


def _ruled(edge: str, way: Way) -> Leads:
    return Leads(edge, way, "Credential", far=True, rules=True)


def _one(edge: str, other: str) -> Leads:
    return Leads(edge, "out", other, many=False)


RELATIONS: dict[str, dict[str, Leads]] = {
    "Framework": {
        "skills": Leads("IN_FRAMEWORK", "in", "Skill", groups=False),
        "jobRoles": Leads("IN_FRAMEWORK", "in", "JobRole", groups=False),
    },
    "Collection": {
        "framework": _one("IN_FRAMEWORK", "Framework"),
        "skills": Leads("CONTAINS", "out", "Skill"),
        "jobRoles": Leads("CONTAINS", "out", "JobRole"),
    },
    "Skill": {
        "framework": _one("IN_FRAMEWORK", "Framework"),
        "broader": Leads("BROADER", "out", "Skill"),
        "narrower": Leads("BROADER", "in", "Skill"),
        "ancestors": _far("BROADER", "out", "Skill"),
        "descendants": _far("BROADER", "in", "Skill"),
        "requiredBy": Leads("REQUIRES", "in", "JobRole"),
        "collections": Leads("CONTAINS", "in", "Collection"),
        "taughtBy": Leads("TEACHES", "in", "Credential"),
        "assessedBy": Leads("ASSESSES", "in", "Credential"),
        "related": Leads("RELATED", "both", "Skill"),
        "replacedBy": Leads("REPLACED_BY", "out", "Skill"),
    },
    "JobRole": {
        "framework": _one("IN_FRAMEWORK", "Framework"),
        "broader": Leads("BROADER", "out", "JobRole"),
        "narrower": Leads("BROADER", "in", "JobRole"),
        "ancestors": _far("BROADER", "out", "JobRole"),
        "descendants": _far("BROADER", "in", "JobRole"),
        "preparedBy": Leads("PREPARES_FOR", "in", "Credential"),
        "requires": Leads("REQUIRES", "out", "Skill"),
        "replacedBy": Leads("REPLACED_BY", "out", "JobRole"),
        "collections": Leads("CONTAINS", "in", "Collection"),
    },
    "Organization": {
        "partOf": _one("PART_OF", "Organization"),
        "credentials": Leads("AWARDED_BY", "in", "Credential"),
        "provides": Leads("PROVIDED_BY", "in", "Credential"),
        "accreditations": Leads("COVERS", "in", "Accreditation"),
    },
    "Credential": {
        "awardedBy": _one("AWARDED_BY", "Organization"),
        "teaches": Leads("TEACHES", "out", "Skill"),
        "assesses": Leads("ASSESSES", "out", "Skill"),
        "assessments": Leads("ASSESSED_BY", "out", "Assessment"),
        "offerings": Leads("HAS_OFFERING", "out", "Offering"),
        "costs": Leads("COSTS", "out", "Cost"),
        "providedBy": Leads("PROVIDED_BY", "out", "Organization"),
        "preparesFor": Leads("PREPARES_FOR", "out", "JobRole"),
        "recognises": Leads("RECOGNISED_AS", "in", "Credential"),
        "recognisedBy": Leads("RECOGNISED_AS", "out", "Credential"),
        "accreditations": Leads("COVERS", "in", "Accreditation"),
        "prerequisites": _ruled("ENTRY", "out"),
        "prerequisiteOf": _ruled("ENTRY", "in"),
        "parts": _ruled("COMPLETION", "out"),
        "partOf": _ruled("COMPLETION", "in"),
    },
    "Offering": {"costs": Leads("COSTS", "out", "Cost")},
    "Cost": {},
    "Assessment": {},
    "Accreditation": {
        "grantedBy": _one("GRANTED_BY", "Organization"),
        "organizations": Leads("COVERS", "out", "Organization"),
        "credentials": Leads("COVERS", "out", "Credential"),
    },
}
PARTS = ("Offering", "Cost", "Assessment", "Accreditation")  # found by way of what they belong to
MOST_STEPS = 10

# Kinds: text, id, int, float, flag, list, or the values of an enumeration; `?` may be null.
_CONCEPT = {
    "id": "id",
    "uri": "text",
    "name": "text",
    **dict.fromkeys(("description", "definition", "scopeNote", "code", "status"), "text?"),
}
PROPERTIES: dict[str, dict[str, str]] = {
    "Framework": {
        "id": "id",
        **dict.fromkeys(("uri", "code", "version", "name", "language"), "text"),
        "active": "flag",
        "languages": "list",
        "kind": "CONCEPTS MAPPINGS OBSERVATIONS",
        **dict.fromkeys(
            ("publisher", "licence", "attribution", "description", "releasedOn", "licenceUri"), "text?"
        ),
        **dict.fromkeys(("redistribution", "commercial", "derivatives"), "flag?"),
    },
    "Collection": {"id": "id", "uri": "text", "name": "text"},
    "Skill": {**_CONCEPT, "kind": "SKILL KNOWLEDGE LANGUAGE GROUP", "reuseLevel": "text?"},
    "JobRole": {**_CONCEPT, "kind": "OCCUPATION WORK_ROLE GROUP", "regulationNote": "text?"},
    "Organization": {
        "id": "id",
        "uri": "text",
        "name": "text",
        "kind": "UNIVERSITY COMPANY OTHER",
        **dict.fromkeys(("description", "country", "homepage", "email"), "text?"),
        "identifiers": "list?",
    },
    "Credential": {
        "id": "id",
        "uri": "text",
        "name": "text",
        "kind": "BADGE COURSE DEGREE",
        "status": "DRAFT ACTIVE RETIRED",
        "description": "text?",
        "criteria": "text?",
        "credits": "float?",
        "creditUnit": "ECTS CEU ?",
        "workloadHours": "float?",
        "languages": "list",
        "eqfLevel": "int?",
        **dict.fromkeys(("nationalLevels", "subjects"), "list?"),
        **dict.fromkeys(("duration", "setting", "gradingScheme"), "text?"),
        **dict.fromkeys(("membersOnly", "byApplication"), "flag?"),
    },
    "Offering": {
        "id": "id",
        **dict.fromkeys(("startsOn", "endsOn", "applyUntil", "place", "applyUrl"), "text?"),
        "seats": "int?",
        "participation": "ONLINE ONSITE BLENDED",
        "partTime": "flag",
        **dict.fromkeys(("languages", "accessibility"), "list"),
    },
    "Cost": {
        "id": "id",
        "kind": "TUITION MATERIALS",
        "amount": "float",
        "currency": "text",
        "audience": "text?",
    },
    "Assessment": {
        "id": "id",
        "method": "PROCTORED_EXAM PRACTICAL ATTENDANCE",
        "mode": "ONLINE ONSITE ?",
        "supervision": "UNSUPERVISED SUPERVISED ?",
        "idVerification": "NONE ACCOUNT ?",
        "passMark": "float?",
    },
    "Accreditation": {
        "id": "id",
        **dict.fromkeys(("type", "scope", "since", "until", "reportUrl"), "text?"),
    },
}
LISTS = {
    "skills": "Skill",
    "jobRoles": "JobRole",
    "credentials": "Credential",
    "frameworks": "Framework",
    "organizations": "Organization",
}
LOOKUPS = {
    "skill": "Skill",
    "jobRole": "JobRole",
    "credential": "Credential",
    "framework": "Framework",
    "organization": "Organization",
}
PARALLEL = {"RELATED", "TEACHES", "ASSESSES"}  # of these, several edges can lead to one thing
EDGE = {"relation": "text?", "level": "text?", "importance": "float?", "derivedBy": "text?", "depth": "int?"}
HAS_TERMS = ("Skill", "JobRole")


def has_groups(label: str) -> bool:
    """Whether some things of a type only gather others."""
    return "GROUP" in PROPERTIES[label].get("kind", "").split()


@dataclass(eq=False)
class Node:
    """A thing; a property that is null is not there."""

    label: str
    properties: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    def value(self, name: str) -> Any:
        """A property as the API tells it."""
        found = self.properties.get(name)
        if found is None and PROPERTIES[self.label].get(name) == "list":
            return []
        if found is None and (self.label, name) == ("Framework", "kind"):
            return "CONCEPTS"
        return found


@dataclass(eq=False)
class Edge:
    kind: str
    start: Node
    end: Node
    properties: dict[str, Any] = field(default_factory=dict)


Row = tuple[Node, Edge | None]
Link = tuple[str | None, Node]  # of a chain: how a concept stands to the one before it
MOST_LINKS = 12


def _leads_nowhere(rule: Node, edge: str) -> bool:
    earlier = edge == "COMPLETION" and "until" in rule.properties
    return rule.properties["kind"] == "NOT" or earlier


class World:
    """Nodes and edges, found by either end."""

    def __init__(self, nodes: list[Node], edges: list[Edge]) -> None:
        self.nodes, self.edges = nodes, edges
        self._out: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        self._in: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in edges:
            self._out[edge.start.id, edge.kind].append(edge)
            self._in[edge.end.id, edge.kind].append(edge)

    def of(self, label: str) -> list[Node]:
        return [one for one in self.nodes if one.label == label]

    def follow(self, node: Node, leads: Leads) -> list[Row]:
        """What a relation leads to, with the edges that lead there."""
        return self._reached(node, leads) if leads.far else self._next(node, leads)

    def _reached(self, node: Node, leads: Leads) -> list[Row]:
        """Each thing once, with how many steps lead to it, in place of an edge."""
        known, layer, found = {node.id}, [node], list[Row]()
        for depth in range(1, MOST_STEPS + 1):
            rows = {row[0].id: row[0] for one in layer for row in self._next(one, leads)}
            layer = [one for one in rows.values() if one.id not in known]
            known |= set(rows)
            found += [(one, Edge("", node, one, {"depth": depth})) for one in layer]
        return found

    def _next(self, node: Node, leads: Leads) -> list[Row]:
        if leads.rules:
            return [(one, None) for one in self._by_rules(node, leads)]
        found: list[Row] = []
        if leads.way in ("out", "both"):
            found += [(one.end, one) for one in self._out[node.id, leads.edge]]
        if leads.way in ("in", "both"):
            found += [(one.start, one) for one in self._in[node.id, leads.edge]]
        return [row for row in found if row[0].label == leads.other]

    def _by_rules(self, node: Node, leads: Leads) -> list[Node]:
        """The credentials that one rule of a kind names, or whose rule of that kind names this one.

        What is not to be had, what is someone's job, and a completion rule of earlier years lead nowhere.
        """
        out = leads.way == "out"
        ends, edges = ("end", self._out) if out else ("start", self._in)
        found: list[Node] = []
        left = [getattr(one, ends) for one in edges[node.id, leads.edge if out else "OPTION"]]
        while left:
            one = left.pop()
            if one.label == "Credential":
                found.append(one)
            elif one.label == "Rule" and not _leads_nowhere(one, leads.edge):
                kinds = ["OPTION"] if out else ["OPTION", leads.edge]
                left += [getattr(edge, ends) for kind in kinds for edge in edges[one.id, kind]]
        return found

    def chains(self, start: Node, end: Node) -> list[list[Link]]:
        """The shortest chains from one concept to another, over hierarchy, relations and accepted matches."""
        if start is end:
            return []
        chains: list[list[Link]] = [[(None, start)]]
        known = {start.id}
        for _ in range(MOST_LINKS):
            chains = [
                [*chain, link]
                for chain in chains
                for link in self._beside(chain[-1][1])
                if link[1].id not in known
            ]
            if found := [chain for chain in chains if chain[-1][1] is end]:
                return found
            known |= {chain[-1][1].id for chain in chains}
        return []

    def _beside(self, node: Node) -> set[Link]:
        found: set[Link] = {("BROADER", edge.end) for edge in self._out[node.id, "BROADER"]}
        found |= {("NARROWER", edge.start) for edge in self._in[node.id, "BROADER"]}
        for kind, word in (("RELATED", "RELATED"), ("MATCHES", "MATCH")):
            edges = [(edge, edge.end) for edge in self._out[node.id, kind]]
            edges += [(edge, edge.start) for edge in self._in[node.id, kind]]
            found |= {(word, one) for edge, one in edges if edge.properties.get("status") != "PROPOSED"}
        return found

    def follow_seen(self, node: Node, leads: Leads, *, all_kinds: bool = False) -> list[Row]:
        """The same, without the groups that the relation hides unless kinds are asked for."""
        hidden = not leads.groups and not all_kinds
        return [row for row in self.follow(node, leads) if not (hidden and row[0].value("kind") == "GROUP")]
