"""What is deleted between being found and being read is left out; Neo4j gives nulls for it."""

from typing import Any

import pytest

from tests.integration.compiler.renew_golden import compiled

GONE = [None] * 4


@pytest.mark.parametrize(("size", "more"), [("first", "hasNextPage"), ("last", "hasPreviousPage")])
def test_a_page_is_without_it_and_its_cursors_are_of_what_stays(size: str, more: str) -> None:
    info = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    text = f"{{ organizations({size}: 3) {{ nodes {{ id uri }} edges {{ cursor }} {info} }} }}"
    plan, _ = compiled(text, {})
    there = [[f"name{number}", f"id{number}", f"id{number}", f"uri{number}"] for number in range(2)]

    def page(rows: list[Any]) -> Any:
        return plan.shaper([rows], plan.values({}))["organizations"]

    whole, partly = page(there), page([GONE, there[0], GONE, there[1]])
    assert partly["pageInfo"].pop(more), "four were found, which is more than three"
    assert not whole["pageInfo"].pop(more)
    assert partly == whole


def test_a_list_below_is_without_it() -> None:
    plan, _ = compiled('{ skill(id: "s") { narrower { nodes { name description } } } }', {})
    answer = plan.shaper([[[[["a", "b"], [None, None], ["c", None]]]]], plan.values({}))
    assert [one["name"] for one in answer["skill"]["narrower"]["nodes"]] == ["a", "c"]
