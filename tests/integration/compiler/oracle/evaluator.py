"""Evaluates one operation over a world: fields, fragments, directives, variables and all."""

from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    VariableNode,
)

from tests.integration.compiler.oracle import figures
from tests.integration.compiler.oracle.conditions import asks_for_kind, fulfils, many
from tests.integration.compiler.oracle.orders import Order, Page, Place, page
from tests.integration.compiler.oracle.world import (
    EDGE,
    HAS_TERMS,
    LISTS,
    LOOKUPS,
    PARTS,
    RELATIONS,
    Leads,
    Link,
    Node,
    Row,
    World,
    has_groups,
)

Fields = dict[str, list[FieldNode]]
_ABSENT = object()
_WORDS = {
    "name": ("HAS_TERM", "Term", "PREFERRED"),
    "description": ("HAS_TEXT", "Text", "DESCRIPTION"),
}
_RANK = {"PREFERRED": 0, "ALTERNATIVE": 1, "HIDDEN": 2}


@dataclass(frozen=True)
class OneOf:
    """Several answers, each of which is right: there are chains of one length."""

    answers: list[Any]


class Evaluator:
    """`places` says what known cursors stand for; `listed`, which list a variable pages.

    `languages` are the client's, for names of which the operation does not say in which.
    """

    def __init__(
        self,
        world: World,
        document: DocumentNode,
        given: dict[str, Any],
        places: dict[str, Place],
        languages: tuple[str, ...] = (),
    ) -> None:
        self.world, self.places, self.languages = world, places, languages
        self.listed: dict[str, str] = {}
        self.missing: list[str] = []
        self.fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        (self.operation,) = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
        self.variables = dict(given)
        for one in self.operation.variable_definitions or ():
            if one.variable.name.value not in given and one.default_value is not None:
                self.variables[one.variable.name.value] = self.value(one.default_value)

    def data(self) -> dict[str, Any]:
        """The data; cursors are told as places. `missing` then names the fields that found nothing."""
        found: Fields = {}
        self._collect("Query", self.operation.selection_set, found, set())
        return {key: self._root(key, nodes) for key, nodes in found.items()}

    # Selections and values --------------------------------------------------------------------------------

    def fields(self, kind: str, nodes: list[FieldNode]) -> Fields:
        found: Fields = {}
        for node in nodes:
            self._collect(kind, node.selection_set, found, set())
        return found

    def _collect(self, kind: str, selection: Any, found: Fields, seen: set[str]) -> None:
        for node in selection.selections:
            if not all(self._wanted(one) for one in node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append(node)
                continue
            part: Any = node
            if not isinstance(node, InlineFragmentNode):
                if node.name.value in seen:
                    continue
                seen.add(node.name.value)
                part = self.fragments[node.name.value]
            condition = part.type_condition
            if condition is None or condition.name.value in (kind, "Node"):
                self._collect(kind, part.selection_set, found, seen)

    def _wanted(self, directive: Any) -> bool:
        (argument,) = directive.arguments
        return bool(self.value(argument.value)) == (directive.name.value == "include")

    def value(self, node: Any) -> Any:
        if isinstance(node, VariableNode):
            return self.variables.get(node.name.value, _ABSENT)
        if isinstance(node, ObjectValueNode):
            found = {one.name.value: self.value(one.value) for one in node.fields}
            return {name: value for name, value in found.items() if value is not _ABSENT}
        if isinstance(node, ListValueNode):
            return [self.value(one) for one in node.values]
        if isinstance(node, NullValueNode):
            return None
        if node.kind in ("int_value", "float_value"):
            return float(node.value) if node.kind == "float_value" else int(node.value)
        return node.value

    def arguments(self, node: FieldNode) -> dict[str, Any]:
        found = {one.name.value: self.value(one.value) for one in node.arguments or ()}
        return {name: value for name, value in found.items() if value is not _ABSENT and value is not None}

    # Roots ------------------------------------------------------------------------------------------------

    def _root(self, key: str, nodes: list[FieldNode]) -> Any:
        name, asked = nodes[0].name.value, self.arguments(nodes[0])
        if name == "__typename":
            return "Query"
        if name in LISTS:
            return self._list(LISTS[name], name, asked, nodes)
        if name == "shortestChain":
            return self._chain(asked["from"], asked["to"], nodes)
        if name in ("node", "nodes"):
            known = {one.id: one for one in self.world.nodes if one.label in RELATIONS}
            known = {key: one for key, one in known.items() if one.label not in PARTS}
            found = [known.get(one) for one in many(asked["ids" if name == "nodes" else "id"])]
            told = [one and self.thing(one, nodes) for one in found]
            return told if name == "nodes" else told[0]
        node = self._lookup(LOOKUPS[name], asked)
        if node is None:
            self.missing.append(key)
        return node and self.thing(node, nodes)

    def _chain(self, start: str, end: str, nodes: list[FieldNode]) -> Any:
        ends = {one.id: one for one in self.world.nodes if one.label in HAS_TERMS}
        if start not in ends or end not in ends:
            return None
        chains = self.world.chains(ends[start], ends[end])
        return OneOf([self._told_chain(one, nodes) for one in chains]) if chains else None

    def _told_chain(self, chain: list[Link], nodes: list[FieldNode]) -> dict[str, Any]:
        def step(link: Link, own: list[FieldNode]) -> dict[str, Any]:
            told: dict[str, Any] = {"__typename": "ChainStep", "relation": link[0]}
            return {
                key: self.thing(link[1], one) if one[0].name.value == "concept" else told[one[0].name.value]
                for key, one in self.fields("ChainStep", own).items()
            }

        told: dict[str, Any] = {"__typename": "Chain", "length": len(chain) - 1}
        return {
            key: [step(one, own) for one in chain]
            if own[0].name.value == "steps"
            else told[own[0].name.value]
            for key, own in self.fields("Chain", nodes).items()
        }

    def _list(self, label: str, name: str, asked: dict[str, Any], nodes: list[FieldNode]) -> Any:
        where = asked.get("where")
        rows: list[Row] = [(node, None) for node in self.world.of(label)]
        if leads := RELATIONS[label].get("framework"):
            rows = [row for row in rows if self._meant(row[0], leads, asked.get("framework"))]
        if has_groups(label) and not asks_for_kind(where):
            rows = [row for row in rows if row[0].value("kind") != "GROUP"]
        rows = [row for row in rows if fulfils(self.world, row, where)]
        return self._connection(label, name, rows, asked, nodes)

    def _meant(self, node: Node, leads: Leads, name: str | None) -> bool:
        ((framework, _),) = self.world.follow(node, leads)
        if name is None:
            return bool(framework.value("active"))
        return name in _names(framework) or (
            bool(framework.value("active")) and name == framework.value("code")
        )

    def _lookup(self, label: str, asked: dict[str, Any]) -> Node | None:
        rows = self.world.of(label)
        if label == "Framework":
            name = asked["name"]
            rows = [
                one
                for one in rows
                if name in _names(one) or (one.value("active") and name == one.value("code"))
            ]
            return min(rows, key=lambda one: one.id, default=None)
        for word in ("id", "uri", "code"):
            rows = [one for one in rows if word not in asked or one.value(word) == asked[word]]
        leads = RELATIONS[label].get("framework")
        if leads is None:
            return min(rows, key=lambda one: one.id, default=None)
        ranked = [(self.world.follow(one, leads)[0][0], one) for one in rows]
        name = asked.get("framework")
        ranked = [one for one in ranked if name is None or name in (one[0].value("code"), *_names(one[0]))]
        best = max(ranked, key=lambda one: (one[0].value("active"), one[0].value("version")), default=None)
        return best and best[1]

    # Things and lists -------------------------------------------------------------------------------------

    def thing(self, node: Node, nodes: list[FieldNode]) -> dict[str, Any]:
        return {key: self._field(node, own) for key, own in self.fields(node.label, nodes).items()}

    def _field(self, node: Node, nodes: list[FieldNode]) -> Any:
        name = nodes[0].name.value
        if name == "__typename":
            return node.label
        if name == "requirementCount":
            roles = self.world.follow(node, RELATIONS["Framework"]["jobRoles"])
            return sum(len(self.world.follow(one, RELATIONS["JobRole"]["requires"])) for one, _ in roles)
        if name == "terms" and node.label in HAS_TERMS:
            return self._terms(node, nodes)
        leads = RELATIONS[node.label].get(name)
        if leads is None:
            asked = self.arguments(nodes[0]).get("language")
            languages = list(self.languages) if asked is None else many(asked)
            worded = node.label in HAS_TERMS and name in _WORDS
            return self._worded(node, name, languages) if worded else node.value(name)
        asked = self.arguments(nodes[0])
        where = asked.get("where")
        rows = self.world.follow_seen(node, leads, all_kinds=asks_for_kind(where))
        if leads.far and asked.get("depth") is not None:
            rows = [row for row in rows if row[1] and row[1].properties["depth"] <= asked["depth"]]
        if not leads.many:
            return self.thing(rows[0][0], nodes) if rows else None
        rows = [row for row in rows if fulfils(self.world, row, where)]
        return self._connection(leads.other, f"{node.label}.{name}", rows, asked, nodes, far=leads.far)

    def _worded(self, node: Node, name: str, languages: list[str]) -> Any:
        """A name or description in the first language that has it: of `de-AT`, in German too."""
        edge, other, kind = _WORDS[name]
        words = [one.properties for one, _ in self.world.follow(node, Leads(edge, "out", other))]
        for tag in languages:
            for wanted in (tag, tag.partition("-")[0]):
                told = [one for one in words if one["kind"] == kind and one["language"] == wanted.lower()]
                if told:
                    return min(told, key=lambda one: one["id"])["text"]
        return node.value(name)

    def _terms(self, node: Node, nodes: list[FieldNode]) -> list[dict[str, Any]]:
        asked = self.arguments(nodes[0]).get("language")
        terms = [one for one, _ in self.world.follow(node, Leads("HAS_TERM", "out", "Term"))]
        terms = [one for one in terms if asked is None or one.properties["language"] in many(asked)]
        terms.sort(
            key=lambda one: (_RANK[one.properties["kind"]], one.properties["folded"], one.properties["id"])
        )
        fields = self.fields("Term", nodes)
        return [
            {key: {"__typename": "Term", **one.properties}[own[0].name.value] for key, own in fields.items()}
            for one in terms
        ]

    def _connection(
        self,
        label: str,
        name: str,
        rows: list[Row],
        asked: dict[str, Any],
        nodes: list[FieldNode],
        *,
        far: bool = False,
    ) -> dict[str, Any]:
        order = Order(self.world, label, name, asked.get("orderBy"), far=far)
        for one in nodes[0].arguments or ():
            if one.name.value in ("after", "before") and isinstance(one.value, VariableNode):
                self.listed[one.value.name.value] = order.name
        found = page(order, rows, asked, self.places)
        return {
            key: self._of_connection(label, order, rows, found, own)
            for key, own in self.fields(f"{label}Connection", nodes).items()
        }

    def _of_connection(
        self, label: str, order: Order, rows: list[Row], found: Page, nodes: list[FieldNode]
    ) -> Any:
        places = [Place(order.name, order.keys(row)) for row in found.rows]
        match nodes[0].name.value:
            case "__typename":
                return f"{label}Connection"
            case "totalCount":
                return len(rows)
            case "nodes":
                return [self.thing(node, nodes) for node, _ in found.rows]
            case "edges":
                fields = self.fields(f"{label}Edge", nodes)
                return [
                    {key: self._of_edge(label, row, place, own) for key, own in fields.items()}
                    for row, place in zip(found.rows, places, strict=True)
                ]
            case "pageInfo":
                told = {
                    "__typename": "PageInfo",
                    "hasNextPage": found.next,
                    "hasPreviousPage": found.previous,
                    "startCursor": places[0] if places else None,
                    "endCursor": places[-1] if places else None,
                }
                return {key: told[own[0].name.value] for key, own in self.fields("PageInfo", nodes).items()}
        return {key: self._figure(rows, own) for key, own in self.fields("Aggregate", nodes).items()}

    def _of_edge(self, label: str, row: Row, place: Place, nodes: list[FieldNode]) -> Any:
        node, edge = row
        match nodes[0].name.value:
            case "__typename":
                return f"{label}Edge"
            case "cursor":
                return place
            case "node":
                return self.thing(node, nodes)
        assert nodes[0].name.value in EDGE
        return edge.properties.get(nodes[0].name.value) if edge else None

    def _figure(self, rows: list[Row], nodes: list[FieldNode]) -> Any:
        name, asked = nodes[0].name.value, self.arguments(nodes[0])
        if name == "__typename":
            return "Aggregate"
        if name != "groups":
            return figures.figure(rows, name, asked.get("of"))
        fields = self.fields("Group", nodes)
        return [
            {
                key: {"__typename": "Group", "value": figures.as_text(value), "count": count}[
                    own[0].name.value
                ]
                for key, own in fields.items()
            }
            for value, count in figures.groups(rows, asked["by"])
        ]


def _names(framework: Node) -> tuple[str, str, str]:
    told = f"{framework.value('code')}@{framework.value('version')}"
    return framework.id, framework.value("uri"), told
