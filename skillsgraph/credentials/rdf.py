"""Expanded JSON-LD as RDF quads, in time that grows with the document.

JSON-LD 1.1 Processing Algorithms and API, section 8 (Deserialize JSON-LD to RDF). pyld looks through all
values of a property for each one that it adds, so that a badge of 250 KB with one long list keeps it busy for
minutes; here equal statements fall together in the set that the quads end in.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from c14n.Canonicalize import canonicalize
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from skillsgraph.credentials.result import Refusal

Resource = NamedNode | BlankNode
_RDF, _XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
_TYPE, _FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil"))
_JSON = NamedNode(_RDF + "JSON")
_BOOLEAN, _DOUBLE, _INTEGER = (NamedNode(_XSD + name) for name in ("boolean", "double", "integer"))
_ZEROS = re.compile(r"(\d)0*E\+?(-?)0*(\d)")
_LARGEST_INTEGER = 10**21  # from here on numbers are written as doubles (section 8.2.2)


def quads_of(expanded: list[Any]) -> list[Quad]:
    """Every statement of a document that `expand_safely` gave.

    Raises:
        Refusal: `rdf_malformed`, for an address or a text that cannot stand in RDF.
    """
    try:
        return list(_Quads().of_graph(expanded, DefaultGraph()))
    except (ValueError, TypeError) as error:
        raise Refusal("rdf_malformed", "The credential has a value that cannot stand in RDF.") from error


class _Quads:
    """One document: its blank nodes by the names that it gives them, and the addresses that it uses often."""

    def __init__(self) -> None:
        self._named: dict[str, Resource] = {}

    def of_graph(self, values: list[Any], graph: Any) -> Iterator[Quad]:
        for one in values:
            if isinstance(one, Mapping) and "@value" not in one and "@list" not in one:
                yield from self._of_node(one, self._subject(one), graph)

    def _subject(self, node: Mapping[str, Any]) -> Resource:
        return self._resource(node["@id"]) if node.get("@id") is not None else BlankNode()

    def _resource(self, identifier: str) -> Resource:
        if (found := self._named.get(identifier)) is None:
            found = BlankNode() if identifier.startswith("_:") else NamedNode(identifier)
            self._named[identifier] = found
        return found

    def _of_node(self, node: Mapping[str, Any], subject: Resource, graph: Any) -> Iterator[Quad]:
        for name, values in node.items():
            if name == "@type":
                for kind in values:
                    yield Quad(subject, _TYPE, self._resource(kind), graph)
            elif name == "@graph":
                yield from self.of_graph(values, subject)
            elif name == "@included":
                yield from self.of_graph(values, graph)
            elif name == "@reverse":
                yield from self._reversed(values, subject, graph)
            elif not name.startswith(("@", "_:")):
                predicate = self._resource(name)
                for value in values:
                    yield from self._statement(subject, predicate, value, graph)

    def _reversed(self, named: Mapping[str, Any], thing: Resource, graph: Any) -> Iterator[Quad]:
        for name, nodes in named.items():
            for node in nodes if not name.startswith("_:") else ():
                subject = self._subject(node)
                yield Quad(subject, NamedNode(name), thing, graph)
                yield from self._of_node(node, subject, graph)

    def _statement(self, subject: Resource, predicate: Any, value: Any, graph: Any) -> Iterator[Quad]:
        if "@value" in value:
            yield Quad(subject, predicate, _literal(value), graph)
        elif "@list" in value:
            yield from self._list(subject, predicate, value["@list"], graph)
        else:
            thing = self._subject(value)
            yield Quad(subject, predicate, thing, graph)
            yield from self._of_node(value, thing, graph)

    def _list(self, subject: Resource, predicate: Any, values: list[Any], graph: Any) -> Iterator[Quad]:
        for value in values:
            cell = BlankNode()
            yield Quad(subject, predicate, cell, graph)
            yield from self._statement(cell, _FIRST, value, graph)
            subject, predicate = cell, _REST
        yield Quad(subject, predicate, _NIL, graph)


def _literal(found: Mapping[str, Any]) -> Literal:
    """A value object (section 8.2.2); its base direction is no part of RDF."""
    value, kind = found["@value"], found.get("@type")
    if kind == "@json":
        return Literal(canonicalize(value).decode(), datatype=_JSON)
    named = NamedNode(kind) if kind is not None else None
    if isinstance(value, float) and value.is_integer() and named != _DOUBLE:
        value = int(value)  # JSON does not tell 42.0 from 42; as a double, -0.0 keeps its sign
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=named or _BOOLEAN)
    if isinstance(value, int) and named != _DOUBLE and abs(value) < _LARGEST_INTEGER:
        return Literal(str(value), datatype=named or _INTEGER)
    if isinstance(value, int | float):
        return Literal(_double(value), datatype=named or _DOUBLE)
    if named == _DOUBLE:
        return Literal(_double_of(value), datatype=_DOUBLE)
    if "@language" in found:
        return Literal(value, language=found["@language"])
    return Literal(value, datatype=named) if named is not None else Literal(value)


def _double_of(text: str) -> str:
    try:
        return _double(float(text))
    except ValueError:
        return text


def _double(value: float) -> str:
    """The canonical form of xsd:double."""
    return _ZEROS.sub(r"\1E\2\3", f"{value:1.15E}")
