"""The loader of Cypher files refuses whatever its header does not say."""

from pathlib import Path

import pytest

from skillsgraph.errors import StatementInvalid
from skillsgraph.statements import cypher, cypher_folder, load, parse

GOOD = """\
// name: requirements(roleId, first) read many scan: the catalogue is small
// The skills
// that a role requires: "$notOne".
MATCH (r:JobRole {id: $roleId}) RETURN r.id AS id, '$neither' AS text LIMIT $first; // $norThis
"""


def test_a_header_gives_name_parameters_mode_shape_doc_and_scan() -> None:
    (statement,) = parse("a.cypher", GOOD.replace("; // $norThis", ""))
    assert statement.name == "requirements"
    assert statement.parameters == {"roleId", "first"}
    assert (statement.mode, statement.shape, statement.scan) == ("read", "many", "the catalogue is small")
    assert statement.doc == 'The skills that a role requires: "$notOne".'
    assert statement.text.startswith("MATCH")


def test_comments_and_strings_hold_no_parameters() -> None:
    assert parse("a.cypher", GOOD)[0].parameters == {"roleId", "first"}


def test_several_statements_stand_in_one_file_with_their_lines() -> None:
    second = "// name: other() write none\n// Clears.\nMATCH (n:X) DELETE n\n"
    assert [(s.name, s.line) for s in parse("a.cypher", GOOD + "\n" + second)] == [
        ("requirements", 1),
        ("other", 6),
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("MATCH (n) RETURN n", 1, "must start with"),
        ("", 1, "must start with"),
        ("\n\nRETURN 1\n" + GOOD, 3, "must start with"),
        ("// name: x read many\n// Doc.\nRETURN 1 AS a", 1, "is not '// name:"),
        ("// name: x() look many\n// Doc.\nRETURN 1 AS a", 1, "is not '// name:"),
        ("// name: x() read lots\n// Doc.\nRETURN 1 AS a", 1, "is not '// name:"),
        ("// name: x() read many\nRETURN 1 AS a", 1, "lacks a comment"),
        ("// name: x() read many\n// Doc.\n", 1, "lacks its Cypher"),
        ("// name: x() read many\n// Doc.\nRETURN $a AS a", 3, "undeclared parameters: $a"),
        ("// name: x(a, b) read many\n// Doc.\nRETURN $a AS a", 3, "unused parameters: $b"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(text: str, line: int, says: str) -> None:
    with pytest.raises(StatementInvalid, match=None) as caught:
        parse("cypher/a.cypher", text)
    assert says in caught.value.message
    assert caught.value.where is not None
    assert (caught.value.where.file, caught.value.where.line) == ("cypher/a.cypher", line)


def test_two_statements_of_one_name_are_refused_with_both_places(tmp_path: Path) -> None:
    for name in ("a.cypher", "b.cypher"):
        (tmp_path / name).write_text("// name: x() read one\n// Doc.\nRETURN 1 AS a\n")
    with pytest.raises(StatementInvalid, match=r"cypher/b\.cypher:1: .*'x' stands in cypher/a\.cypher:1 too"):
        load(tmp_path)


def test_the_package_carries_its_statements() -> None:
    assert load(cypher_folder())
    with pytest.raises(StatementInvalid, match="no statement is called 'nothing'"):
        cypher("nothing")
