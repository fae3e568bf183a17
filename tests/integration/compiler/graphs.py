"""Random small graphs of the catalogue, and how they get into a database."""

from collections import defaultdict
from hashlib import blake2b
from random import Random
from typing import Any

from skillsgraph.graph.access import Graph, Step
from skillsgraph.model.text import fold
from skillsgraph.statements import Statement, parse
from tests.integration.compiler.oracle.world import PARALLEL, PROPERTIES, Edge, Node, World

# Names that tie when folded, differ by case or accent only, or are from beyond the basic plane. None is from
# U+E000 to U+FFFF, where UTF-16 and code points differ: Neo4j goes by code points where it walks an index or
# sorts, and by UTF-16 where it compares what is stored with a parameter, which no function makes a literal.
NAMES = (
    *("Nursing", "nursing", "nürsing", "Ångström", "zebra", "Zoo", "C++", "C#", "first aid", "First-Aid"),
    *("Œuvre", "ΑΣ", "straße", "𝔄lpha", "Ā wide", "a 'quoted\" one"),
)
WORDS = ("", "a", "B", "b", "alpha", "Beta", "beta", "É", "é", "𝔄", "Ā", "0", "10", "9")
LANGUAGES = ("en", "de", "fr")
_PREFIX = {"JobRole": "role", "Organization": "org"}
_COUNTS = {"Framework": 3, "Collection": 3, "Skill": 8, "JobRole": 6, "Organization": 4, "Credential": 5}
_COUNTS |= {"Offering": 3, "Cost": 3, "Assessment": 3, "Accreditation": 3}
_RULES = {"ENTRY": ("Credential", "JobRole"), "COMPLETION": ("Credential",), "RENEWAL": ("Credential",)}
_TOLD = {"relation": ("ESSENTIAL", "OPTIONAL"), "level": ("1", "2"), "derivedBy": ("a policy",)}
_TOLD |= {"status": ("PROPOSED", "PROPOSED", "ACCEPTED")}
_EMPTY = "MATCH (n) WHERE NOT n:Migration DETACH DELETE n RETURN count(*) AS deleted"
_NODES = "UNWIND $rows AS row CREATE (n:{}) SET n = row RETURN count(*) AS made"
_EDGES = (
    "UNWIND $rows AS row MATCH (a:{} {{id: row.start}}) MATCH (b:{} {{id: row.end}})"
    " CREATE (a)-[r:{}]->(b) SET r = row.properties RETURN count(*) AS made"
)


def random_world(random: Random) -> World:
    """A graph as the importers could have made it."""
    return _Maker(random).world()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.nodes: dict[str, list[Node]] = defaultdict(list)
        self.edges: list[Edge] = []

    def world(self) -> World:
        for label, most in _COUNTS.items():
            for number in range(self.random.randint(most // 2, most)):
                self.nodes[label].append(self._node(label, number))
        for number, framework in enumerate(self.nodes["Framework"]):
            framework.properties |= {"code": self.random.choice(("esco", "sample")), "version": str(number)}
            framework.properties["active"] = number == 0 or self.random.random() < 0.4
        known: set[tuple[str, str, str]] = set()
        for label in ("Skill", "JobRole", "Collection"):
            for node in self.nodes[label]:
                weights = [6, 2, 1][: len(self.nodes["Framework"])]
                (framework,) = self.random.choices(self.nodes["Framework"], weights)
                self._edge("IN_FRAMEWORK", node, framework)
                if (place := (framework.id, label, node.properties["uri"])) in known:
                    node.properties["uri"] += "/again"  # a framework has a uri once
                known.add(place)
                if label != "Collection":
                    self._terms(node)
                    self._texts(node)
        self._all_edges()
        self._all_rules()
        return World([one for nodes in self.nodes.values() for one in nodes], self.edges)

    def _node(self, label: str, number: int) -> Node:
        prefix = _PREFIX.get(label, label.lower())
        name = self.random.choice(NAMES)
        told = {one: self._value(kind) for one, kind in PROPERTIES[label].items()}
        told |= {
            # The same in every world, so that operations can be asked of several, and in no order.
            "id": f"{prefix}_{blake2b(f'{label} {number}'.encode(), digest_size=13).hexdigest()}",
            # Two versions of a framework describe the same thing under one uri.
            "uri": f"x:{prefix}/{self.random.choice((number, number // 2))}",
            "name": name,
            "sortName": fold(name),
        }
        if "name" not in PROPERTIES[label]:
            del told["name"], told["sortName"], told["uri"]
        elif label not in ("Skill", "JobRole"):
            told["uri"] = f"x:{prefix}/{number}"
        if label == "Framework":
            told["redistribution"] = told["redistribution"] or None  # what is withheld has tests of its own
            if self.random.random() < 0.3:
                told["kind"] = None  # its source does not say
        return Node(label, {key: value for key, value in told.items() if value is not None})

    def _value(self, kind: str) -> Any:
        random = self.random
        if kind.endswith("?") and random.random() < 0.4:
            return None
        match kind.rstrip("?"):
            case "text" | "id":
                return random.choice(WORDS)
            case "int":
                return random.randint(1, 8)
            case "float":
                return random.randint(0, 12) / 2
            case "flag":
                return random.random() < 0.5
            case "list":
                return random.choice((None, [], ["en"], ["de", "en"]))
        return random.choice(kind.rstrip("? ").split())

    def _terms(self, node: Node) -> None:
        for number in range(self.random.randint(0, 2)):
            text = self.random.choice(NAMES)
            told = {
                "id": f"term_{node.id}{number}",
                "text": text,
                "folded": fold(text),
                "language": self.random.choice(LANGUAGES),
                "kind": self.random.choice(("PREFERRED", "ALTERNATIVE", "HIDDEN")),
            }
            term = Node("Term", told)
            self.nodes["Term"].append(term)
            self._edge("HAS_TERM", node, term)

    def _texts(self, node: Node) -> None:
        for number in range(self.random.randint(0, 1)):
            told = {
                "id": f"text_{node.id}{number}",
                "text": self.random.choice(WORDS),
                "language": self.random.choice(LANGUAGES),
                "kind": self.random.choice(("DESCRIPTION", "DEFINITION")),
            }
            text = Node("Text", told)
            self.nodes["Text"].append(text)
            self._edge("HAS_TEXT", node, text)

    def _all_edges(self) -> None:
        for kind, start, end, names in (
            ("BROADER", "Skill", "Skill", ()),
            ("BROADER", "JobRole", "JobRole", ()),
            ("RELATED", "Skill", "Skill", ("relation",)),
            ("MATCHES", "Skill", "Skill", ("status",)),
            ("MATCHES", "JobRole", "JobRole", ("status",)),
            ("REPLACED_BY", "Skill", "Skill", ()),
            ("REPLACED_BY", "JobRole", "JobRole", ()),
            ("REQUIRES", "JobRole", "Skill", ("relation", "level", "importance", "derivedBy")),
            ("CONTAINS", "Collection", "Skill", ()),
            ("CONTAINS", "Collection", "JobRole", ()),
            ("TEACHES", "Credential", "Skill", ("level",)),
            ("ASSESSES", "Credential", "Skill", ("level",)),
            ("ASSESSED_BY", "Credential", "Assessment", ()),
            ("HAS_OFFERING", "Credential", "Offering", ()),
            ("COSTS", "Credential", "Cost", ()),
            ("COSTS", "Offering", "Cost", ()),
            ("PROVIDED_BY", "Credential", "Organization", ()),
            ("PREPARES_FOR", "Credential", "JobRole", ()),
            ("RECOGNISED_AS", "Credential", "Credential", ()),
            ("COVERS", "Accreditation", "Organization", ()),
            ("COVERS", "Accreditation", "Credential", ()),
        ):
            seen: set[frozenset[str]] = set()
            for one in self.nodes[start]:
                for other in self.nodes[end]:
                    pair = frozenset((one.id, other.id))
                    if one is not other and pair not in seen and self.random.random() < 0.3:
                        seen.add(pair)
                        self._edge(kind, one, other, names)
                        if (
                            kind in PARALLEL and self.random.random() < 0.2
                        ):  # at two levels, or from both sides
                            ends = (other, one) if kind == "RELATED" else (one, other)
                            self._edge(kind, *ends, names)
        for kind, start in (
            ("AWARDED_BY", "Credential"),
            ("PART_OF", "Organization"),
            ("GRANTED_BY", "Accreditation"),
        ):
            for one in self.nodes[start]:
                other = self.random.choice(self.nodes["Organization"])
                if other is not one and self.random.random() < 0.7:
                    self._edge(kind, one, other)

    def _all_rules(self) -> None:
        for use, labels in _RULES.items():
            for node in [one for label in labels for one in self.nodes[label]]:
                if self.random.random() < 0.5:
                    self._edge(use, node, self._rule(2))

    def _rule(self, depth: int) -> Node:
        """A rule with its options: credentials, which may come again, other things, and further rules."""
        number = len(self.nodes["Rule"])
        told = {"id": f"rule_{number}", "kind": self.random.choice(("ALL", "ANY", "ANY", "NOT"))}
        if self.random.random() < 0.2:
            told["until"] = "2025"
        rule = Node("Rule", told)
        self.nodes["Rule"].append(rule)
        for _ in range(self.random.randint(1, 2)):
            label = self.random.choice(("Credential", "Credential", "Credential", "JobRole", "Skill"))
            self._edge("OPTION", rule, self.random.choice(self.nodes[label]))
        if depth > 1 and self.random.random() < 0.5:
            self._edge("OPTION", rule, self._rule(depth - 1))
        return rule

    def _edge(self, kind: str, start: Node, end: Node, names: tuple[str, ...] = ()) -> None:
        told: dict[str, Any] = {"key": f"{kind}{len(self.edges)}"}
        for name in names:
            if self.random.random() < 0.7:
                told[name] = self._value("float") if name == "importance" else self.random.choice(_TOLD[name])
        self.edges.append(Edge(kind, start, end, told))


def _statement(text: str, *parameters: str) -> Statement:
    (made,) = parse("graphs", f"// name: made({', '.join(parameters)}) write one\n// A graph.\n{text}")
    return made


async def load(graph: Graph, world: World) -> None:
    """Put a world in place of all that is there."""
    steps = [Step(_statement(_EMPTY))]
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in world.nodes:
        nodes[node.label].append(node.properties)
    for label, rows in nodes.items():
        steps.append(Step(_statement(_NODES.format(label), "rows"), {"rows": rows}))
    edges: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for edge in world.edges:
        edges[edge.start.label, edge.end.label, edge.kind].append(
            {"start": edge.start.id, "end": edge.end.id, "properties": edge.properties}
        )
    for ends, rows in edges.items():
        steps.append(Step(_statement(_EDGES.format(*ends), "rows"), {"rows": rows}))
    await graph.transact(steps, deadline=60)
