"""What is published of the API is what the API is, and nothing that clients rely on goes unseen."""

import pytest

from skillsgraph.api.documented import reference
from skillsgraph.api.published import broken, sdl
from tests.architecture.rules import ROOT

SCHEMA = ROOT / "schema.graphql"
EXAMPLES = ROOT / "skillsgraph" / "http" / "static" / "examples"
WRITE = "write it with `.venv/bin/python scripts/published.py`, and read in its diff what clients will see"


def test_the_schema_file_is_the_schema_and_breaks_nobody() -> None:
    committed = SCHEMA.read_text(encoding="utf-8")
    assert broken(committed, sdl()) == [], "put the names back, or say `scripts/published.py --breaking`"
    assert committed == sdl(), f"schema.graphql is not the schema: {WRITE}"


def test_the_reference_is_of_this_schema_and_says_something_of_every_question() -> None:
    found = reference(EXAMPLES)
    assert (ROOT / "docs" / "api.md").read_text(encoding="utf-8") == found, f"docs/api.md is old: {WRITE}"
    questions = found.partition("## Questions")[2].partition("## Types")[0].split("### ")[1:]
    assert [one for one in questions if not one.partition("\n")[2].strip().splitlines()[:1]] == []
    assert found.count("```graphql") == len([*EXAMPLES.glob("*.graphql")])


BEFORE = """
type Query { skill(code: String): Skill }
type Skill { uri: String!  kind: Kind }
enum Kind { TASK  GROUP }
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("uri: String!", "", "Skill.uri"),
        ("uri: String!", "uri: String", "Skill.uri"),
        ("code: String", "code: String!", "Query.skill(code:)"),
        ("  GROUP", "", "GROUP"),
    ],
)
def test_what_breaks_a_client_is_named(old: str, new: str, says: str) -> None:
    (told,) = broken(BEFORE, BEFORE.replace(old, new))
    assert says in told


def test_to_add_breaks_nobody() -> None:
    assert (
        broken(BEFORE, BEFORE.replace("uri: String!", "uri: String!  name(language: String): String")) == []
    )
