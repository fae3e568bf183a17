"""The house keeps its rules, and each rule is seen to fail when it is broken."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.rules import (
    ROOT,
    Breach,
    idle_statements,
    modules,
    unfinished_words,
    wrong_imports,
)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # not a checkout, as in an unpacked archive
        return [str(path.relative_to(ROOT)) for path in (ROOT / "skillsgraph").rglob("*.py")]
    return listed.stdout.splitlines()


def test_imports_point_downwards() -> None:
    assert len(list(modules(ROOT))) > 50
    assert list(wrong_imports(ROOT)) == []


def test_every_statement_is_used_and_tested() -> None:
    assert list(idle_statements(ROOT)) == []


def test_nothing_is_left_unfinished() -> None:
    files = [file for file in tracked() if not file.startswith("tests/architecture/")]
    assert len(files) > 50
    assert list(unfinished_words(ROOT, files)) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("skillsgraph", "frameworks", "cypher", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "static")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def append(path: Path, text: str) -> int:
    """Add a line at the end of a file, and give its number."""
    content = path.read_text(encoding="utf-8")
    path.write_text(f"{content}{text}\n", encoding="utf-8")
    return content.count("\n") + 1


@pytest.mark.parametrize(
    ("file", "planted", "says"),
    [
        ("skillsgraph/api/queries.py", "import neo4j", "only graph may import neo4j"),
        ("skillsgraph/api/limits.py", "from neo4j import GraphDatabase", "only graph may import neo4j"),
        ("skillsgraph/answers/gap.py", "import strawberry", "only api may import strawberry"),
        ("skillsgraph/model/ids.py", "import skillsgraph.errors", "model may not import errors"),
        ("skillsgraph/graph/lease.py", "from skillsgraph import answers", "graph may not import answers"),
        ("skillsgraph/api/cursor.py", "from skillsgraph.http import keys", "api may not import http"),
        ("frameworks/contract.py", "from skillsgraph.graph import access", "frameworks may not import graph"),
        ("skillsgraph/search.py", "from frameworks import registry", "installed as skillsgraph.frameworks"),
        ("skillsgraph/search.py", "from .errors import NotFound", "imports are written in full"),
    ],
)
def test_a_wrong_import_is_named_with_its_place(copy: Path, file: str, planted: str, says: str) -> None:
    line = append(copy / file, planted)
    (breach,) = wrong_imports(copy)
    assert (breach.file, breach.line) == (file, line)
    assert says in breach.says


def test_a_room_without_a_place_is_named(copy: Path) -> None:
    (copy / "skillsgraph" / "attic.py").write_text("")
    assert list(wrong_imports(copy)) == [
        Breach("skillsgraph/attic.py", 1, "attic has no place in the picture")
    ]


def test_a_statement_without_use_or_test_is_named(copy: Path) -> None:
    (copy / "cypher" / "planted.cypher").write_text(
        "// name: planted() read many\n// Nothing needs it.\nMATCH (n:Skill) RETURN n.id AS id\n"
    )
    assert [(one.file, one.line, one.says) for one in idle_statements(copy)] == [
        ("cypher/planted.cypher", 1, "planted is not used"),
        ("cypher/planted.cypher", 1, "planted has no test in tests/cypher"),
    ]


def test_a_file_of_statements_without_its_test_is_named(copy: Path) -> None:
    (copy / "tests" / "cypher" / "test_lease.py").unlink()
    assert {one.says for one in idle_statements(copy)} == {
        f"{name} has no test in tests/cypher" for name in ("takeLease", "renewLease", "dropLease")
    }


@pytest.mark.parametrize("words", ["# TODO: later", "path = '/home/me/data'"])
def test_an_unfinished_word_is_named(copy: Path, words: str) -> None:
    line = append(copy / "skillsgraph" / "search.py", words)
    (breach,) = unfinished_words(copy, ["skillsgraph/search.py"])
    assert (breach.file, breach.line) == ("skillsgraph/search.py", line)
