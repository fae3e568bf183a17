"""A CTDL document as nodes, whatever its writing: JSON-LD or Turtle, keys with a prefix, bare or in full.

A key is known by its last part: `ceasn:name`, `https://purl.org/ctdlasn/terms/name` and `name` are `name`.
The vocabularies of CTDL, CTDL-ASN and SKOS use no word in two senses, so nothing is lost by that; and no
context has to be there, let alone be fetched. What surrounds the nodes (an envelope of the registry, a
`@graph`) is taken off.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.ctdl.blank import addressed
from skillsgraph.frameworks.ctdl.node import Node, Text
from skillsgraph.jsonld import Object, line_of, read_json
from skillsgraph.model.text import language_of

_LOCAL = re.compile(r"[^/#:]*$")
_PREFIXED = re.compile(r"([A-Za-z][\w-]*):(?!//)(.+)")
_DEEPEST = 12
_THINGS = ("Competency",)  # which are things of their own also where a document gives them no address
_PUBLISHED = "Give the JSON-LD or Turtle as its publisher offers it."


class Graph:
    """The nodes of a document by their uri, in the order written; `found`, where they are read already."""

    def __init__(self, data: bytes, file: str, found: Iterable[Node] | None = None) -> None:
        self.file = file
        self.nodes: dict[str, Node] = {}
        if found is None:
            is_turtle = file.casefold().endswith(".ttl")
            found = _of_turtle(data, file) if is_turtle else _of_json(read_json(data, file))
        for node in found:
            self._keep(node)
        self.nodes = addressed(self.nodes)
        if not self.nodes:
            raise SourceError("There are no CTDL nodes here.", where=Where(file, 1), hint=_PUBLISHED)

    def of(self, *types: str) -> list[Node]:
        return [node for node in self.nodes.values() if node.is_a(*types)]

    def inside(self, node: Node, *names: str) -> list[Node]:
        """The nodes that properties hold, written inside or elsewhere in the document."""
        found = node.nodes(*names)
        known = {inner.uri for inner in found}
        return found + [
            self.nodes[one] for one in node.refs(*names) if one in self.nodes and one not in known
        ]

    def _keep(self, node: Node) -> None:
        """Keep a node that has a uri and a type, and those inside it, which may be told nowhere else."""
        if node.uri is None and node.is_a(*_THINGS):
            node.uri = f"_:unnamed{len(self.nodes)}"
        if node.uri and node.types and node.uri not in self.nodes:
            self.nodes[node.uri] = node
        for values in [*node.values.values()]:
            for value in values:
                if isinstance(value, Node):
                    self._keep(value)


def local(name: str) -> str:
    """The last part of a key or class, without prefix or address."""
    found = _LOCAL.search(name)
    return found.group() if found else name


# JSON-LD ----------------------------------------------------------------------------------------------


def _of_json(root: Any) -> Iterator[Node]:
    if isinstance(root, list):
        for one in root:
            yield from _of_json(one)
    elif isinstance(root, Object):
        if isinstance(inner := root.get("decoded_resource"), Object | list):
            yield from _of_json(inner)
        elif "@graph" in root:
            prefixes = _prefixes(root.get("@context"))
            graph = root["@graph"]
            for one in graph if isinstance(graph, list) else [graph]:
                if isinstance(one, Object):
                    yield _node(one, prefixes)
        else:
            yield _node(root, _prefixes(root.get("@context")))


def _prefixes(context: Any) -> dict[str, str]:
    """The prefixes that a document declares itself: those of addresses may be any."""
    found: dict[str, str] = {}
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, Mapping):
            found |= {name: value for name, value in one.items() if isinstance(value, str) and "://" in value}
    return found


def _node(thing: Object, prefixes: Mapping[str, str]) -> Node:
    uri, types = thing.get("@id", thing.get("id")), thing.get("@type", thing.get("type"))
    node = Node(_full(uri, prefixes) if isinstance(uri, str) else None, line_of(thing))
    named = types if isinstance(types, list) else [types]
    node.types = tuple(local(one) for one in named if isinstance(one, str))
    for name, value in thing.items():
        if not name.startswith("@"):
            node.values.setdefault(local(name), []).extend(_values(value, prefixes))
    return node


def _values(value: Any, prefixes: Mapping[str, str]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _values(one, prefixes)
    elif isinstance(value, Object):
        yield from _of_object(value, prefixes)
    elif isinstance(value, str):
        yield _full(value, prefixes)
    elif value is not None:
        yield value


def _of_object(value: Object, prefixes: Mapping[str, str]) -> Iterator[Any]:
    """A literal, a list, a map of languages, or another node."""
    if "@value" in value:
        language = value.get("@language")
        yield Text(str(value["@value"]), _language(language) if isinstance(language, str) else None)
    elif "@list" in value or "@set" in value:
        yield from _values(value.get("@list", value.get("@set")), prefixes)
    elif value and all(_is_language(name) for name in value) and not _has_objects(value):
        for name, texts in value.items():
            for text in texts if isinstance(texts, list) else [texts]:
                yield Text(str(text), _language(name))
    elif [*value] == ["@id"] and isinstance(value["@id"], str):
        yield _full(value["@id"], prefixes)
    else:
        yield _node(value, prefixes)


def _has_objects(value: Object) -> bool:
    return any(isinstance(one, Object) for one in value.values())


def _is_language(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|@none", name) is not None and name != "id"


def _language(tag: str) -> str | None:
    return language_of(tag) if tag != "@none" else None


def _full(text: str, prefixes: Mapping[str, str]) -> str:
    found = _PREFIXED.fullmatch(text)
    return prefixes[found.group(1)] + found.group(2) if found and found.group(1) in prefixes else text


# Turtle -----------------------------------------------------------------------------------------------


def _of_turtle(data: bytes, file: str) -> Iterator[Node]:
    store: dict[Any, list[tuple[str, Any]]] = {}
    try:
        data.decode("utf-8")
        for one in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE):
            store.setdefault(one.subject, []).append((one.predicate.value, one.object))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError("The line is not UTF-8.", where=Where(file, line), hint=_PUBLISHED) from error
    except SyntaxError as error:
        message = f"This is not Turtle: {error.msg}."
        raise SourceError(message, where=Where(file, error.lineno or 1), hint=_PUBLISHED) from error
    lines = data.decode("utf-8").split("\n")
    inside = {value for said in store.values() for _, value in said}
    for subject in store:
        if isinstance(subject, pyoxigraph.NamedNode) or subject not in inside:
            yield _described(subject, store, lines, 0)


def _described(subject: Any, store: Mapping[Any, list[tuple[str, Any]]], lines: list[str], deep: int) -> Node:
    uri = subject.value if isinstance(subject, pyoxigraph.NamedNode) else None
    node = Node(uri, _line(uri, lines) if uri else 1)
    for predicate, value in store.get(subject, ()):
        name = local(predicate)
        if predicate.endswith("#type"):
            node.types += (local(value.value),)
        elif isinstance(value, pyoxigraph.Literal):
            language = _language(value.language) if value.language else None
            node.values.setdefault(name, []).append(Text(value.value, language))
        elif isinstance(value, pyoxigraph.NamedNode):
            node.values.setdefault(name, []).append(value.value)
        elif deep < _DEEPEST:
            node.values.setdefault(name, []).append(_described(value, store, lines, deep + 1))
    if uri is None and node.is_a(*_THINGS):
        node.uri = f"_:{subject.value}"
    return node


def _line(uri: str, lines: list[str]) -> int:
    """The first line that begins with the subject, in full or by its last part."""
    own = local(uri.rstrip("/"))
    for number, line in enumerate(lines, 1):
        if line.startswith("<" + uri) or (own and re.match(rf"[\w-]*:{re.escape(own)}\b", line)):
            return number
    return 1
