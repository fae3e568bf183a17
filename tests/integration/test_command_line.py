"""The commands as a user gives them: what they print, and their exit status."""

import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.integration.conftest import Command
from tests.support.sources import ESCO, ESCO_NAME, HYGIENE, as_folder, as_zip


def test_an_import_reports_to_people_and_to_programs(command: Command, tmp_path: Path) -> None:
    path = as_zip(tmp_path / f"{ESCO_NAME}.zip", ESCO)
    dry = command("import", "esco", str(path), "--dry-run")
    assert dry.status == 0, dry.err
    assert "nothing was written" in dry.out
    first = command("import", "esco", str(path))
    assert first.status == 0, first.err
    assert first.out.startswith("esco 1.1.1 (en)")
    assert re.search(r"Changes: [1-9]\d* created, 0 updated, 0 removed\.", first.out)
    again = command("import", "esco", str(path), "--json")
    report = json.loads(again.out.splitlines()[-1])
    assert report["changes"] == {"created": 0, "updated": 0, "removed": 0}
    assert report["read"]["occupations_en.csv"] == 2
    assert report["skipped"] == []
    assert "Lookups of esco now mean version 1.1.1." in command("framework", "activate", "esco", "1.1.1").out
    missing = command("framework", "activate", "esco", "9")
    assert (missing.status, missing.err.partition(":")[0]) == (2, "FRAMEWORK_NOT_FOUND")


def unusable(folder: Path, case: str) -> tuple[str, Path]:
    """A framework and a source of it that cannot be read."""
    path = folder / case / f"{ESCO_NAME}.zip"
    path.parent.mkdir()
    match case:
        case "no zip":
            path.write_bytes(b"PK and no more")
        case "another folder":
            return "esco", as_folder(folder / "other", {"Skills.txt": "a\tb\n"})
        case "bad bytes":
            content = ESCO["skills_en.csv"].replace("hygiene", "hygiène").encode("latin-1")
            as_zip(path, {**ESCO, "skills_en.csv": content})
        case "unknown":
            return "osco", folder
    return "esco", path


def test_a_source_that_cannot_be_used_ends_in_one_error(command: Command, tmp_path: Path) -> None:
    says = {
        "no zip": "SOURCE_INVALID",
        "another folder": "SOURCE_INVALID",
        "bad bytes": "skills_en.csv:7",
        "nothing there": "SOURCE_INVALID",
        "unknown": "esco",
    }
    for case, words in says.items():
        framework, path = unusable(tmp_path, case)
        done = command("import", framework, str(path))
        assert (done.status, done.out) == (2, ""), case
        assert done.err.startswith("FRAMEWORK_UNKNOWN: " if case == "unknown" else "SOURCE_INVALID: "), case
        assert words in done.err
        assert "Traceback" not in done.err


CATALOGUE = f"""\
organizations:
  - uri: https://example.org/library
    name: A library
    kind: LIBRARY
credentials:
  - uri: https://example.org/library/badge
    name: A badge
    kind: BADGE
    awarded_by: https://example.org/library
    teaches:
      - {{skill: {HYGIENE}}}
"""


def test_a_catalogue_is_checked_whole_and_written(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(CATALOGUE)
    unknown = command("import", "catalogue", str(path))
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.err.startswith("SOURCE_INVALID: catalogue.yaml:11")
    assert HYGIENE in unknown.err
    release = as_zip(tmp_path / f"{ESCO_NAME}.zip", ESCO)
    assert command("import", "esco", str(release)).status == 0
    dry = command("import", "catalogue", str(path), "--dry-run")
    assert "Read 1 organizations and 1 credentials." in dry.out
    assert "nothing was written" in dry.out
    for created in (1, 0):
        done = command("import", "catalogue", str(path), "--json")
        assert json.loads(done.out) == {
            "organizations": 1,
            "credentials": 1,
            "created": created,
            "replaced": 1 - created,
            "entry_conditions": 0,
        }


def test_a_key_is_shown_once_with_the_hash_to_set() -> None:
    asked = [sys.executable, "-m", "skillsgraph", "keys", "--role", "admin", "--name", "me"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=True)
    shown = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    key, entry = shown["key:"], json.loads(shown["SKILLSGRAPH_API_KEYS="].strip("'"))
    assert entry == [{"name": "me", "role": "admin", "sha256": sha256(key.encode()).hexdigest()}]


def test_the_schema_is_printed_and_the_migration_runs_once(command: Command) -> None:
    assert "type Query {" in command("schema").out
    assert command("migrate").out.startswith("Applied: keys, lookups")
    assert command("migrate").out == "Nothing to apply.\n"


def test_an_operation_is_explained_and_not_run(command: Command, tmp_path: Path) -> None:
    document = tmp_path / "names.graphql"
    document.write_text("query ($n: Int) { skills(first: $n) { nodes { name } } }")
    assert command("migrate").status == 0
    told = command("explain", str(document), "--variables", '{"n": 7}')
    assert told.status == 0, told.err
    assert told.out.startswith("CALL () {")
    assert re.search(r"^\$p\d+ = 7$", told.out, re.MULTILINE)
    assert told.out.partition("= 7")[2].strip(), "there is no plan"
    document.write_text("{ none }")
    wrong = command("explain", str(document))
    assert (wrong.status, "GRAPHQL_INVALID" in wrong.err) == (2, True)
    assert command("explain", str(document), "--variables", "7").status == 2
