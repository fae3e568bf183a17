"""The table of the graph: each type's properties and relations, as the strawberry types declare them.

A relation is declared once, with its pattern, and all else follows from it: the connection, the filters, the
orders and the Cypher.

    broader = related("(this)-[:BROADER]->(other:Skill)")
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Literal, cast

from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.types.enum import StrawberryEnumDefinition

from skillsgraph.model.text import camel

Kind = Literal["text", "id", "int", "float", "flag", "enum", "list"]

# Relations whose type and direction tell the label of the other end, so that a node's degree is their count.
_TOLD = {"BROADER", "RELATED", "REQUIRES", "TEACHES", "ASSESSES", "AWARDED_BY"}
# Relations that can lead to one thing twice: at two levels, or stated from both sides.
_PARALLEL = {"RELATED", "TEACHES", "ASSESSES"}
_OTHER = re.compile(r"\(other:(\w+)\)")
_EDGE = re.compile(r"\[:(\w+)")
MOST_STEPS = 10
_KINDS: dict[Any, Kind] = {str: "text", int: "int", float: "float", bool: "flag"}


@dataclass(frozen=True, slots=True)
class Reach:
    """What makes a relation lead over paths: the steps that a `path` has, and what no `node` of it is."""

    steps: str = "length(path)"
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a type. `many`: a connection, else one or none. `groups`: whether it leads to groups.

    A pattern with a star leads over paths, each thing once, and has a `reach`.
    """

    pattern: str
    many: bool = True
    groups: bool = True
    reach: Reach | None = None

    @property
    def other(self) -> str:
        """The type at its other end."""
        found = _OTHER.search(self.pattern)
        if found is None:
            raise ValueError(f"{self.pattern!r} has no (other:Label)")
        return found[1]

    def match(self, this: str, other: str = "", edge: str = "") -> str:
        """The pattern between two variables."""
        text = self.pattern.replace("(this)", f"({this})").replace("(other:", f"({other}:")
        return _EDGE.sub(rf"[{edge}:\1", text, count=1)

    def count(self, this: str) -> str:
        """How many it leads to, as its connection counts them."""
        if self.groups:
            return f"COUNT {{ {self.counted(this)} }}"
        return f"COUNT {{ MATCH {self.match(this, 'o')} WHERE {self.shown('o')} }}"

    def counted(self, this: str) -> str:
        """The pattern of how many there are."""
        text = self.match(this)
        return text.replace(f"(:{self.other})", "()") if self.kind in _TOLD else text

    def shown(self, other: str) -> str | None:
        """What its connection asks of a thing, unless kinds are asked for."""
        return None if self.groups else f"{other}.kind <> 'GROUP'"

    @property
    def kind(self) -> str:
        """The type of the relation, the first of several."""
        found = _EDGE.search(self.pattern)
        return found[1] if found else ""

    @property
    def parallel(self) -> bool:
        """Whether several edges can lead to one thing; each has a key."""
        return self.kind in _PARALLEL

    def paths(self, this: str, other: str, path: str, steps: int = MOST_STEPS) -> tuple[str, list[str]]:
        """The pattern of its paths, and what they must fulfil; a circle leads nowhere new."""
        assert self.reach is not None  # noqa: S101 - only such relations are asked
        conditions = [f"{other} <> {this}"]
        if self.reach.barred:
            conditions.append(f"none(node IN nodes({path}) WHERE {self.reach.barred})")
        return f"{path} = {self.match(this, other).replace('*]', f'*1..{steps}]')}", conditions


@dataclass(frozen=True, slots=True)
class Expression:
    """A value that is worked out from a node, called `this` in its Cypher."""

    cypher: str


@dataclass(frozen=True, slots=True)
class Told:
    """Rows that are read from a node, called `this` in their Cypher, and what makes an object of them.

    The Cypher may have the parameter `$withheld`.
    """

    cypher: str
    make: Callable[[list[Any]], Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of small objects without ids that hang on a node, such as terms."""

    pattern: str
    order: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node; `enum` holds the values of an enumeration.

    `words` is the pattern of what says the same in other languages.
    """

    name: str
    kind: Kind
    nullable: bool
    enum: type[Enum] | None = None
    words: str = ""

    def of(self, node: str) -> str:
        """Its value; a list that is not there is empty."""
        value = f"{node}.{self.name}"
        if self.enum is not None and "CONCEPTS" in self.enum.__members__:
            return f"coalesce({value}, 'CONCEPTS')"  # what a framework is when its source does not say
        return f"coalesce({value}, [])" if self.kind == "list" and not self.nullable else value

    def key(self, node: str) -> str:
        """What it sorts by: names as people sort them."""
        return f"{node}.sortName" if self.name == "name" else self.of(node)


@dataclass(slots=True)
class Entity:
    """A type with an id; its name is the label too."""

    name: str
    cls: Any = None
    properties: dict[str, Property] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    expressions: dict[str, Expression] = field(default_factory=dict)
    lists: dict[str, Listed] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)

    @property
    def is_node(self) -> bool:
        """Whether it is found by its id; other things belong to one that is."""
        return any(one.name == "Node" for one in self.cls.__strawberry_definition__.interfaces)

    @property
    def has_groups(self) -> bool:
        """Whether some of its things only gather others."""
        kind = self.properties.get("kind")
        return kind is not None and kind.enum is not None and "GROUP" in kind.enum.__members__


TABLE: dict[str, Entity] = {}
_PLACES: dict[type, dict[str, Any]] = {
    Relation: {"at": "relations"},
    Expression: {"at": "expressions"},
    Listed: {"at": "lists"},
    Told: {"at": "told"},
}


def enter(cls: Any) -> Any:
    """Read a strawberry type into the table; stands above `@strawberry.type`."""
    definition = cls.__strawberry_definition__
    entity = Entity(definition.name, cls)
    for one in definition.fields:
        name = one.graphql_name or camel(one.python_name)
        declared = one.metadata.get("declared") if one.metadata else None
        if declared is not None:
            getattr(entity, _PLACES[type(declared)]["at"])[name] = declared
        elif one.base_resolver is None:
            words = one.metadata.get("words", "") if one.metadata else ""
            entity.properties[name] = replace(_property(name, one.type), words=words)
    TABLE[entity.name] = entity
    return cls


def _property(name: str, given: Any) -> Property:
    nullable = isinstance(given, StrawberryOptional)
    inner = given.of_type if isinstance(given, StrawberryOptional) else given
    if isinstance(inner, StrawberryList):
        return Property(name, "list", nullable)
    if isinstance(inner, StrawberryEnumDefinition):
        return Property(name, "enum", nullable, cast(type[Enum], inner.wrapped_cls))
    return Property(name, _KINDS.get(inner, "id"), nullable)
