"""Nothing that a caller sends is in the Cypher: every string, number and list goes by a parameter."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    StringValueNode,
    is_required_argument,
    print_ast,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.api import cursor
from skillsgraph.api.compiler.emitter import Refused
from skillsgraph.api.compiler.roots import ROOTS
from skillsgraph.api.compiler.table import TABLE
from skillsgraph.api.schema import SCHEMA
from tests.integration.compiler.renew_golden import compiled

MARK = "zqhostile"
SIGNS = st.text(st.sampled_from("'\"`\\{}()[]$;:/*-\n\r\0\u2028= aé𝔄"), max_size=8)
HOSTILE = ["'", '"', "`", "\\'", "}) DETACH DELETE n //", "$p0", "\u0000", "*/ MATCH (n) //", "' OR 1=1"]
# What a statement may hold besides names: parameters, and the whole numbers and words that are its own.
_OWN = re.compile(r"'[A-Z_]+'|'@'")
SCHEMA_TYPES = SCHEMA._schema


def value(kind: Any, text: str, depth: int = 2) -> Any:
    """A value of an input type, with the text wherever one may stand."""
    if isinstance(kind, GraphQLNonNull):
        return value(kind.of_type, text, depth)
    if isinstance(kind, GraphQLList):
        inner = value(kind.of_type, text, depth)
        return [] if inner is None else [inner]
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        if kind.name.endswith("OrderBy"):
            return {"id": "DESC"}
        if depth == 0:
            return None
        told = {name: value(one.type, text, depth - 1) for name, one in kind.fields.items()}
        return {name: one for name, one in told.items() if one is not None}
    assert isinstance(kind, GraphQLScalarType)
    return {"Int": 3, "Float": 1.5, "Boolean": True}.get(kind.name, text)


def asks(kind: GraphQLObjectType, path: str, depth: int) -> Iterator[tuple[str, str, GraphQLArgument]]:
    """(what precedes an argument, what follows it, the argument) of every field that the compiler knows."""
    for name, field in kind.fields.items():
        if kind.name == "Query" and name not in ROOTS:
            continue
        yield from _of_field(kind.name, name, field, path, depth)


def _of_field(
    kind: str, name: str, field: GraphQLField, path: str, depth: int
) -> Iterator[tuple[str, str, GraphQLArgument]]:
    body = _body(field)
    entity = TABLE.get(kind)
    if kind != "Query" and (entity is None or name in entity.properties):
        return
    if kind != "Query" and entity and name not in {*entity.relations, *entity.lists}:
        return
    for argument, one in field.args.items():
        needed = [
            word for word, each in field.args.items() if is_required_argument(each) and word != argument
        ]
        others = "".join(f', {word}: "x"' for word in needed)
        yield f"{path}{name}({argument}: $v", f"{others}) {body}", one


def _body(field: GraphQLField) -> str:
    kind = getattr(field.type, "of_type", field.type)
    while hasattr(kind, "of_type"):
        kind = kind.of_type
    if kind.name.endswith("Connection"):
        return "{ totalCount nodes { id } }"
    return "{ text }" if kind.name == "Term" else "{ id }"


def everywhere() -> list[tuple[str, dict[str, GraphQLArgument]]]:
    """A document for each argument of each field, with `$v` in its place."""
    found = []
    query: Any = SCHEMA_TYPES.query_type
    for head, tail, one in asks(query, "", 1):
        found.append((f"query ($v: {one.type}) {{ {_complete(head, tail)} }}", {"v": one}))
    for label in TABLE:
        kind: Any = SCHEMA_TYPES.type_map[label]
        for head, tail, one in asks(kind, "", 1):
            text = f'query ($v: {one.type}) {{ node(id: "x") {{ id ... on {label} {{ {head}{tail} }} }} }}'
            found.append((text, {"v": one}))
    return found


def _complete(head: str, tail: str) -> str:
    """A code needs its framework, a framework something that it is the framework of."""
    if "(code:" in head:
        return head.replace("(", '(framework: "x", ') + tail
    if "(framework:" in head and head.startswith(("skill(", "jobRole(")):
        return head.replace("(", '(code: "x", ') + tail
    return head + tail


DOCUMENTS = everywhere()


def statement(document: str, argument: GraphQLArgument, text: str) -> str | None:
    """The Cypher of a document with a text in its argument; None where the text is refused."""
    try:
        plan, parameters = compiled(document, {"v": value(argument.type, text)})
    except Refused:
        return None
    assert set(re.findall(r"\$(\w+)", plan.statement.text)) <= set(parameters)
    return plan.statement.text


def test_each_argument_is_tried() -> None:
    tried = "\n".join(document for document, _ in DOCUMENTS)
    relations = [name for one in TABLE.values() for name, relation in one.relations.items() if relation.many]
    assert len(DOCUMENTS) > 6 * len(relations)
    for name in (*ROOTS - {"__typename"}, *relations):
        assert f" {name}(" in tried


@settings(deadline=None, max_examples=4, derandomize=True)
@given(sign=st.sampled_from(HOSTILE) | SIGNS)
def test_no_text_of_any_argument_is_cypher(sign: str) -> None:
    for document, arguments in DOCUMENTS:
        made = statement(document, arguments["v"], f"{sign}{MARK}{sign}")
        if made is None:
            continue
        assert MARK not in made
        assert made == statement(document, arguments["v"], "plain")
        assert "'" not in _OWN.sub("", made)
        assert not re.search(r'["`\\;]|//|/\*', made)


@pytest.mark.parametrize("text", [*HOSTILE, MARK])
def test_no_text_of_a_literal_is_cypher(text: str) -> None:
    literal = print_ast(StringValueNode(value=f"{text}{MARK}"))
    document = (
        "{ skills(first: 1, framework: #, where: {uri: {eq: #}, name: {in: [#]}}) { nodes {"
        " terms(language: [#]) { text } requiredBy(where: {OR: [{code: {contains: #}}]}) { totalCount } } } }"
    ).replace("#", literal)
    plan, parameters = compiled(document, {})
    assert MARK not in plan.statement.text
    assert sum(MARK in str(one) for one in parameters.values()) == 6


@pytest.mark.parametrize("text", [*HOSTILE, MARK, "id} RETURN 1 //"])
@pytest.mark.parametrize("figure", ["min(of: $v)", "distinct(of: $v)", "groups(by: $v) { count }"])
def test_what_names_a_property_names_one_of_ours(figure: str, text: str) -> None:
    document = f"query ($v: String!) {{ skills {{ aggregate {{ {figure} }} }} }}"
    with pytest.raises(Refused):
        compiled(document, {"v": text})


def test_a_place_of_a_cursor_is_a_parameter() -> None:
    made = cursor.encode("skills|name|id", f"'{MARK}", f"`{MARK}")
    plan, parameters = compiled("query ($v: String) { skills(after: $v) { nodes { id } } }", {"v": made})
    assert MARK not in plan.statement.text
    assert sum(MARK in str(one) for one in parameters.values()) == 2
