"""Writes the Cypher of the golden operations anew: `python -m tests.integration.compiler.renew_golden`.

A comment at the top of an operation holds its variables; `CURSOR list key …` stands for a cursor.
"""

import json
from pathlib import Path
from typing import Any

from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values

from skillsgraph.api import cursor
from skillsgraph.api.compiler import plan
from skillsgraph.api.compiler.ground import Ground
from skillsgraph.api.compiler.plan import Plan
from skillsgraph.api.compiler.selection import Document
from skillsgraph.api.schema import SCHEMA
from skillsgraph.graph.dialect import Neo4jDialect

FOLDER = Path(__file__).parent / "golden"
GROUND = Ground(1000, False, Neo4jDialect.shortest_path)


def golden() -> list[Path]:
    """The operations, in the order of their names."""
    return sorted(FOLDER.glob("*.graphql"))


def given(text: str) -> dict[str, Any]:
    """The variables of an operation."""
    if not text.startswith("# "):
        return {}
    told: dict[str, Any] = json.loads(text.partition("\n")[0].removeprefix("# "))
    return {name: _cursor(value) for name, value in told.items()}


def _cursor(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("CURSOR "):
        _, name, *place = value.split(" ")
        return cursor.encode(name, *(int(one) if one.isdigit() else one for one in place))
    return value


def compiled(text: str, variables: dict[str, Any]) -> tuple[Plan, dict[str, Any]]:
    """The plan of an operation, and the values of its parameters."""
    parsed = parse(text)
    (operation,) = [one for one in parsed.definitions if isinstance(one, OperationDefinitionNode)]
    fragments = {one.name.value: one for one in parsed.definitions if isinstance(one, FragmentDefinitionNode)}
    coerced = get_variable_values(SCHEMA._schema, operation.variable_definitions or (), variables)
    assert not isinstance(coerced, list), coerced
    made = plan.of_operation(Document(SCHEMA._schema, fragments, coerced.coerced), operation, GROUND)
    return made, made.parameters(made.values(coerced.coerced))


def cypher_of(text: str) -> str:
    """What a golden file holds: the statement of an operation."""
    return compiled(text, given(text))[0].statement.text + "\n"


def main() -> None:
    for path in golden():
        made = cypher_of(path.read_text(encoding="utf-8"))
        path.with_suffix(".cypher").write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
