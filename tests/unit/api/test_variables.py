"""Variables of plain types come to the same as by the library's way, whatever is sent for them."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values
from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.api.schema import SCHEMA
from skillsgraph.api.variables import Declared

_SCHEMA = SCHEMA._schema
_TYPES = ["ID", "ID!", "String", "String!", "Boolean", "Boolean!", "Int", "Int!", "[ID!]!", "Float"]
_DECLARED = st.sampled_from([*_TYPES, "SkillWhere", "Int = 7"])
_SENT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**33), 2**33),
    st.floats(),
    st.text(),
    st.lists(st.text(), max_size=2),
    st.just({"code": {"eq": "x"}}),
)


def _definitions(declared: list[str]) -> Any:
    listed = ", ".join(f"$v{number}: {one}" for number, one in enumerate(declared))
    (operation,) = parse(f"query({listed}) {{ __typename }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation.variable_definitions


@given(st.lists(_DECLARED, min_size=1, max_size=4), st.data())
def test_what_is_plain_comes_to_what_the_library_makes_of_it(
    declared: list[str], data: st.DataObject
) -> None:
    definitions = _definitions(declared)
    names = [f"v{number}" for number in range(len(declared) + 1)]
    sent = data.draw(st.dictionaries(st.sampled_from(names), _SENT))
    found = Declared(_SCHEMA, definitions).coerced(sent)
    wanted = get_variable_values(_SCHEMA, definitions, sent, max_errors=50)
    if isinstance(wanted, list):
        assert isinstance(found, list)
        assert [str(one) for one in found] == [str(one) for one in wanted]
    else:
        assert found == wanted.coerced
        assert [type(one) for one in found.values()] == [type(one) for one in wanted.coerced.values()]


@pytest.mark.parametrize("sent", [{"v0": "x"}, {"v0": "x", "v1": 3}])
def test_a_missing_variable_is_not_given_as_null(sent: dict[str, Any]) -> None:
    """A field whose argument's variable is absent takes its default; null would take it away."""
    assert Declared(_SCHEMA, _definitions(["ID!", "Int"])).coerced(sent) == sent
