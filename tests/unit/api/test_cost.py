"""What an operation costs, by the sizes of its pages, in literals and in variables."""

from typing import Any

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse

from skillsgraph.api.compiler.cache import MOST_DOCUMENTS
from skillsgraph.api.context import Caller, Context
from skillsgraph.api.cost import Measure
from skillsgraph.api.operations import Operations
from skillsgraph.api.schema import SCHEMA
from skillsgraph.errors import LimitExceeded
from skillsgraph.settings import Role, Settings

TREE = "{ jobRoles(first: %s) { nodes { id requires(first: 10) { edges { relation node { id } } } } } }"


def weight(document: str, **variables: Any) -> int:
    parsed = parse(document)
    fragments = {one.name.value: one for one in parsed.definitions if isinstance(one, FragmentDefinitionNode)}
    operation = next(one for one in parsed.definitions if isinstance(one, OperationDefinitionNode))
    return Measure(SCHEMA._schema, fragments).of(operation, variables, 1000).objects


@pytest.mark.parametrize(
    ("document", "variables", "objects"),
    [
        ("{ __typename }", {}, 0),
        ("{ skill(id: 1) { id name } }", {}, 1),
        ("{ skills(first: 30) { nodes { id } } }", {}, 1 + 30),
        ("{ skills { nodes { id } totalCount } }", {}, 1 + 20),
        ("{ skills(last: 7) { edges { node { id } } } }", {}, 1 + 7),
        (TREE % 20, {}, 1 + 20 * (1 + 1 + 10)),
        ("query ($n: Int)" + TREE % "$n", {"n": 50}, 1 + 50 * 12),
        ("query ($n: Int = 3)" + TREE % "$n", {}, 1 + 3 * 12),
        ("query ($n: Int)" + TREE % "$n", {"n": 10**9}, 1 + 1000 * 12),
        ("query ($n: Int)" + TREE % "$n", {"n": "many"}, 1 + 20 * 12),
        ("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["a", "b", "c"]}, 3),
        ("query ($p: [P!]) { skillGaps(profiles: $p) { role { id } } }", {"p": [{}, {}]}, 2 * 2),
        ("{ roleMatchesOfEach(profiles: [{}, {}, {}], first: 4) { role { id } } }", {}, 3 * 4 * 2),
        ("{ roleMatchesOfEach(learners: [1, 2]) { role { id } } }", {}, 2 * 5 * 2),
        (
            "{ ...F } fragment F on Query { skills(first: 9) { ...G } }"
            " fragment G on SkillConnection { nodes { id } }",
            {},
            1 + 9,
        ),
        ("{ skills(first: 5) { ... { nodes { id } } } }", {}, 1 + 5),
        ("{ none(first: 4) { other } }", {}, 4),
        ("{ skills(first: 2, where: {ancestors: {none: {}}}) { nodes { id } } }", {}, 1 + 2 + 1000),
        (
            "{ skills(first: 2, where: {NOT: {broader: {some: {descendants: {count: {gt: 1}, all: {}}}}}})"
            " { nodes { id } } }",
            {},
            1 + 2 + 2 * 1000,
        ),
        (
            "query ($w: SkillWhere, $d: SkillRelationWhere) { jobRoles(first: 3) { nodes {"
            " requires(first: 0, where: {AND: [$w, {descendants: $d}]}) { totalCount } } } }",
            {"w": {"ancestors": {"some": {"name": {}}}}, "d": {"count": {"gt": 2}}},
            1 + 3 * (1 + 1 + 2 * 1000),
        ),
        ("{ organizations(where: {partOf: {some: {name: {eq: 1}}}}) { totalCount } }", {}, 1),
        ("{ credentials(where: {partOf: {some: {name: {eq: 1}}}}) { totalCount } }", {}, 1 + 1000),
    ],
)
def test_sizes_multiply_along_the_tree(document: str, variables: dict[str, Any], objects: int) -> None:
    assert weight(document, **variables) == objects


def test_a_size_with_a_point_is_a_size() -> None:
    """GraphQL takes 50.0 for an Int, so a page of that size must not be weighed as one without a size."""
    document = "query ($n: Int)" + TREE % "$n"
    assert weight(document, n=50.0) == weight(document, n=50) != weight(document)


def test_nested_fragments_are_weighed_once_each() -> None:
    parts = [f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(22)]
    document = "{ ...F0 } " + " ".join(parts) + " fragment F22 on Query { skill(id: 1) { id } }"
    assert len(document) < 1100
    assert weight(document) == 2**22


def test_a_where_nested_without_end_is_refused() -> None:
    nested: dict[str, Any] = {}
    for _ in range(500):
        nested = {"NOT": nested}
    with pytest.raises(LimitExceeded, match="50 levels"):
        weight("query ($w: SkillWhere) { skills(where: $w) { totalCount } }", w=nested)


def test_a_condition_in_a_variable_is_weighed_for_what_it_is() -> None:
    operations, context = Operations(SCHEMA._schema), context_of("portal")
    text = "query ($w: SkillWhere) { skills(first: 1, where: $w) { nodes { id } } }"
    asked = operations.put(text, None, context.settings, parse(text))
    path = {"ancestors": {"none": {"name": {"eq": "x"}}}}
    costs = [asked.cost({"w": one}, context).total for one in ({}, path, {"OR": [path, path]}, {}, path)]
    assert costs == [2, 1002, 2002, 2, 1002]


def context_of(name: str | None, **changes: Any) -> Context:
    settings = Settings.load(**changes)
    return Context(None, settings, Caller(name, Role.READER if name else Role.ANONYMOUS))  # type: ignore[arg-type]


def test_a_refusal_says_the_cost_the_limit_and_the_costliest_field() -> None:
    operations = Operations(SCHEMA._schema)
    document = "query ($n: Int)" + TREE % "$n"
    context = context_of(None, cost=500)
    asked = operations.put(document, None, context.settings, parse(document))
    assert asked.cost({"n": 20}, context).total == 241
    cost = asked.cost({"n": 60}, context)
    with pytest.raises(LimitExceeded) as caught:
        cost.check()
    assert caught.value.details == {
        "cost": 721,
        "limit": 500,
        "field": "jobRoles.nodes.requires.edges.node",
    }
    with_key = context_of("portal", cost=500, cost_with_key=1000)
    asked.cost({"n": 60}, with_key).check()
    assert asked.cost({"n": 20}, context).total == 241


def test_ever_new_documents_leave_no_more_than_the_caches_hold() -> None:
    operations, settings = Operations(SCHEMA._schema), Settings.load()
    parsed = parse("{ __typename }")
    for number in range(2 * MOST_DOCUMENTS):
        operations.put(f"{{ __typename }} # {number}", None, settings, parsed)
    assert len(operations) == MOST_DOCUMENTS
    longest = "{ __typename } #" + "x" * 40_000
    operations.put(longest, None, settings, parsed)
    assert operations.asked(longest, None, settings) is None
